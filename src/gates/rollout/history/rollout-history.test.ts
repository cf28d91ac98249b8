import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type LeafFields, openLedger, readLedger } from '../../../ledger/index.ts';
import {
  nextPosition,
  type RolloutAction,
  type RolloutEvidence,
  type RolloutPlan,
  rolloutFields,
  startPosition,
} from '../../../rollout/index.ts';
import { rolloutSettings } from '../settings/rollout-settings.ts';
import { rolloutHistory } from './rollout-history.ts';

const AT = 1_796_000_000_000;
const HASH = '0123456789abcdef'.repeat(4);

function planOf(model: string): RolloutPlan {
  const models = { [model]: {}, tuned: { digest: 'sha256:tuned' } };
  return rolloutSettings({ [model]: { canary: 'tuned', stages: ['1%', '10%', '50%'] } }, models)[0]!.plan;
}

const EVIDENCE: RolloutEvidence = {
  exposures: 40,
  metrics: {
    'refuse-then-comply': { pairs: 40, canaryHarms: 20, controlHarms: 0, logRollback: 9, logPromotion: -3 },
    error: { pairs: 40, canaryHarms: 0, controlHarms: 0, logRollback: -1, logPromotion: 1 },
  },
};

/** Returns the leaves of one rollout, in order, as the gateway writes them. */
function leavesOf(rollout: string, model: string, actions: readonly RolloutAction[]): LeafFields[] {
  const plan = planOf(model);
  let position = startPosition({ epoch: 1, attempt: 1, at: AT });
  const shared = { rollout, at: AT, by: 'anna (ops)', reason: 'why' };
  const leaves = [
    rolloutFields({ action: 'start', ...shared, epoch: 1, attempt: 1, plan, salt: HASH, probes: HASH, entry: null }),
  ];
  for (const action of actions) {
    position = nextPosition(position, action, { at: AT, exposures: 0 }, plan);
    const { epoch } = position;
    leaves.push(rolloutFields({ action, ...shared, epoch, evidence: EVIDENCE, heads: [], salt: null }));
  }
  return leaves as LeafFields[];
}

/** Returns the history of a ledger with these leaves, which follow its first record. */
async function historyOf(leaves: readonly LeafFields[], model?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-history-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const ledger = await openLedger(folder, { origin: 'example.com/log', now: () => AT });
  for (const fields of leaves) {
    await ledger.append({ kind: 'rollout', fields });
    await ledger.append({ kind: 'watch', fields: { action: 'start' } });
  }
  await ledger.close();
  return rolloutHistory(await readLedger(folder), model);
}

const stages = (entries: Awaited<ReturnType<typeof historyOf>>) =>
  entries.map((entry) => (entry.what === 'change' ? (entry.stage?.share ?? null) : entry.what));

test('every record of a rollout, with the stage it came to and the evidence weighed by its own plan', async () => {
  const entries = await historyOf(leavesOf('r1', 'm', ['promote', 'pause', 'resume', 'advance', 'rollback']));
  expect(entries.map(({ index }) => index)).toEqual([1, 3, 5, 7, 9, 11]);
  expect(entries.map((entry) => entry.model)).toEqual(Array(6).fill('m'));
  expect(stages(entries)).toEqual([1, 10, 10, 10, 50, 0]);
  const last = entries.at(-1);
  expect(last).toMatchObject({ what: 'change', time: new Date(AT).toISOString(), isSuperseded: false });
  const rollback = last?.what === 'change' ? last.rollback : null;
  // Default weights: 4 of 13 for refuse-then-comply.
  expect(rollback?.metric).toBe('refuse-then-comply');
  expect(rollback?.log10).toBeCloseTo(Math.log10((4 / 13) * Math.exp(9)), 2);
  expect(rollback?.goal).toBeCloseTo(Math.log10(Math.PI ** 2 / 6 / 0.009), 9);
});

describe('of one model', () => {
  test('others are left out, and what cannot be told stays', async () => {
    const [unknown] = leavesOf('r3', 'gone', ['rollback']).slice(1);
    const leaves = [...leavesOf('r1', 'm', ['pause']), ...leavesOf('r2', 'other', []), unknown!, { action: 'odd' }];
    const entries = await historyOf(leaves, 'm');
    expect(entries.map(({ what, model }) => [what, model])).toEqual([
      ['change', 'm'],
      ['change', 'm'],
      ['change', null],
      ['unreadable', null],
    ]);
    expect(await historyOf(leaves)).toHaveLength(5);
  });
});

test('records that cannot be read are listed with what they say', async () => {
  const [start] = leavesOf('r1', 'm', []);
  const entries = await historyOf([{ ...start!, more: 1 }, { action: 'superseded' }]);
  expect(entries).toMatchObject([
    { what: 'unreadable', fields: { rollout: 'r1', more: 1 } },
    { what: 'unreadable', fields: { action: 'superseded' } },
  ]);
});

test('a change that another gateway overtook never was in force, and the stage is unknown from there', async () => {
  const [start, promote, pause] = leavesOf('r1', 'm', ['promote', 'pause']);
  const overtaken = { action: 'superseded', epoch: 2, leaf: 'example.com/log#3' };
  const entries = await historyOf([start!, promote!, overtaken, pause!]);
  expect(entries).toMatchObject([
    { what: 'change', stage: { share: 1 }, isSuperseded: false },
    { what: 'change', stage: { share: 10 }, isSuperseded: true },
    { what: 'superseded', model: 'm', of: 'example.com/log#3' },
    { what: 'change', stage: null, isSuperseded: false },
  ]);
});

test('a change whose predecessor is in another ledger has no stage', async () => {
  const [start, , pause] = leavesOf('r1', 'm', ['promote', 'pause']);
  expect(stages(await historyOf([start!, pause!]))).toEqual([1, null]);
});
