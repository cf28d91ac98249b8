import fc from 'fast-check';
import { test } from 'vitest';
import { FaultyFleet, type Happening, happenings } from './faulty-fleet.ts';

/** Number of further random runs: `RUNS=5000 npx vitest run test/rollout/faults.test.ts`; they differ each time. */
const RUNS = Number(process.env.RUNS ?? 0);

async function lives(skewHours: readonly number[], all: readonly Happening[]): Promise<void> {
  const fleet = await FaultyFleet.open(skewHours);
  await fleet.happens({ what: 'order', at: 0, action: 'start' });
  for (const one of all) await fleet.happens(one);
  await fleet.ends();
}

const skews = fc.array(fc.constantFrom(0, 0, 0, -1, 1), { minLength: 1, maxLength: 4 });

/** Cases that once failed, after shrinking. */
const FOUND: [number[], Happening[]][] = [
  // A change left behind by a killed process, under another one of the same epoch.
  [
    [0, 0],
    [
      { what: 'ask', at: 0, users: 9 },
      { what: 'swap', at: 0, fault: 'dies-before' },
      { what: 'time', quarters: 24 },
    ],
  ],
  // The same, but another rollout has begun before the process is opened again.
  [
    [0, 0],
    [
      { what: 'swap', at: 0, fault: 'dies-before' },
      { what: 'time', quarters: 6 },
      { what: 'ask', at: 0, users: 9 },
      { what: 'time', quarters: 20 },
      { what: 'order', at: 1, action: 'start' },
      { what: 'time', quarters: 4 },
    ],
  ],
  // Evidence that is weighed again while a change waits for the store.
  [
    [0],
    [
      { what: 'ask', at: 0, users: 12 },
      { what: 'swap', at: 0, fault: 'not-sent' },
      { what: 'time', quarters: 9 },
      { what: 'ask', at: 0, users: 12 },
      { what: 'time', quarters: 4 },
    ],
  ],
  // Requests of an earlier stage after the leaf of the last one.
  [
    [0],
    [
      { what: 'ask', at: 0, users: 12 },
      { what: 'swap', at: 0, fault: 'slow' },
      { what: 'time', quarters: 9 },
      { what: 'ask', at: 0, users: 12 },
      { what: 'time', quarters: 24 },
    ],
  ],
  // A swap that was carried out, but whose answer was lost.
  [
    [0, 0],
    [
      { what: 'swap', at: 0, fault: 'answer-lost' },
      { what: 'order', at: 0, action: 'rollback' },
      { what: 'time', quarters: 8 },
    ],
  ],
  // The same, and the row was lost afterwards.
  [
    [0],
    [
      { what: 'swap', at: 0, fault: 'answer-lost' },
      { what: 'order', at: 0, action: 'pause' },
      { what: 'ask', at: 0, users: 1 },
      { what: 'lose-row' },
      { what: 'order', at: 0, action: 'start' },
    ],
  ],
  // The log whose clock is an hour behind has the later start.
  [
    [0, -1, -1],
    [
      { what: 'ask', at: 2, users: 1 },
      { what: 'lose-row' },
      { what: 'time', quarters: 2 },
      { what: 'order', at: 1, action: 'start' },
      { what: 'ask', at: 0, users: 1 },
    ],
  ],
];

test('whatever fails, a stage has its leaf, ends with its lease, and comes out the same from the logs', {
  timeout: 600_000,
}, async () => {
  const runs = RUNS > 0 ? { numRuns: RUNS } : { numRuns: 100, seed: 14 };
  await fc.assert(fc.asyncProperty(skews, happenings, lives), { ...runs, examples: FOUND });
});
