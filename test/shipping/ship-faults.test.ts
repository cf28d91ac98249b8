import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ObjectStore, type StoredObject, shipLog } from '../../src/shipping/index.ts';
import { checkLog } from '../../src/tlog/index.ts';
import { ed25519Verify, fetchFrom, LOG, numbered, publishedLog, sha256 } from '../tlog-fixture.ts';

// Whatever fails and whoever is killed: each object is put once, and every published checkpoint has everything that it
// needs.

type Fault = 'none' | 'unreached' | 'lost' | 'cut';

/** In-memory bucket that fails as told: before an operation, after it, or with half of an answer. */
class FaultyStore implements ObjectStore {
  readonly objects = new Map<string, StoredObject>();
  /** Called whenever a checkpoint is written. */
  onCheckpoint: () => Promise<void> = async () => undefined;
  faults: Fault[] = [];
  /** Number of calls until it becomes unreachable forever; null: never. */
  left: number | null = null;

  async get(path: string, mostBytes: number): Promise<StoredObject | null> {
    const fault = this.#next();
    const there = this.objects.get(path) ?? null;
    if (fault === 'lost') throw new Error('lost');
    if (there === null || fault !== 'cut') return there;
    return { ...there, bytes: there.bytes.subarray(0, Math.min(mostBytes, there.bytes.length / 2)) };
  }

  async create(path: string, bytes: Uint8Array): Promise<boolean> {
    const fault = this.#next();
    const isNew = !this.objects.has(path);
    if (isNew) this.objects.set(path, { bytes: Uint8Array.from(bytes), version: 'once' });
    if (fault !== 'none') throw new Error('lost');
    return isNew;
  }

  async replace(path: string, bytes: Uint8Array, version: string | null): Promise<string | null> {
    const fault = this.#next();
    if ((this.objects.get(path)?.version ?? null) !== version) return null;
    const next = `${Number(version ?? 0) + 1}`;
    this.objects.set(path, { bytes: Uint8Array.from(bytes), version: next });
    await this.onCheckpoint();
    if (fault !== 'none') throw new Error('lost');
    return next;
  }

  #next(): Fault {
    if (this.left !== null && this.left-- <= 0) throw new Error('dead');
    const fault = this.faults.shift() ?? 'none';
    if (fault === 'unreached') throw new Error('unreached');
    return fault;
  }
}

interface Step {
  readonly leaves: number;
  readonly faults: Fault[];
  readonly killedAfter: number | null;
}

const step: fc.Arbitrary<Step> = fc.record({
  leaves: fc.nat({ max: 700 }),
  faults: fc.array(fc.constantFrom<Fault>('none', 'none', 'unreached', 'lost', 'cut'), { maxLength: 30 }),
  killedAfter: fc.option(fc.nat({ max: 12 })),
});

const trust = { log: LOG.key, verify: ed25519Verify, sha256 };

/** Ships until everything has arrived, or the bucket is dead. */
async function ship(size: number, store: FaultyStore): Promise<void> {
  const fetch = fetchFrom(publishedLog(numbered(size)));
  const shipper = shipLog({ ...trust, fetch, from: async () => 0, store, everyMs: 0, waitsMs: [0] });
  const isDone = async () => {
    const { behind, failure } = await shipper.status();
    return behind === 0 || failure !== null || (store.left !== null && store.left <= 0);
  };
  while (!(await isDone())) await new Promise((resolve) => setImmediate(resolve));
  await shipper.stop(0);
  expect((await shipper.status()).failure).toBeNull();
}

test('a bucket that fails at random, and shippers that are killed at random', { timeout: 60_000 }, async () => {
  const run = async (steps: readonly Step[]) => {
    const store = new FaultyStore();
    const sizes: number[] = [];
    const faultsFound: unknown[] = [];
    store.onCheckpoint = async () => {
      const fetch = async (path: string) => store.objects.get(path)?.bytes ?? null;
      const report = await checkLog({ ...trust, fetch });
      faultsFound.push(...report.faults);
      sizes.push(report.leaves);
    };
    let size = 1;
    for (const { leaves, faults, killedAfter } of [...steps, { leaves: 1, faults: [], killedAfter: null }]) {
      size += leaves;
      store.faults = [...faults];
      store.left = killedAfter;
      await ship(size, store);
    }
    expect(faultsFound).toEqual([]);
    expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => a - b));
    expect(sizes.at(-1)).toBe(size);
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), run), { numRuns: 60 });
});
