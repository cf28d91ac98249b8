import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANGE, IDS, START } from '../fixtures/leaves.ts';
import { readRolloutLeaf } from './read-rollout-leaf.ts';
import { MAX_FIELDS_BYTES, rolloutFields } from './rollout-fields.ts';
import type { RolloutChange, RolloutLeaf, RolloutStart } from './rollout-leaf.ts';

const count = fc.nat({ max: 1_000_000 });
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const word = fc.stringMatching(/^[a-z0-9 ä質-]{0,14}$/);

const shared = { rollout: word, at: fc.integer({ min: 0, max: 4e12 }), epoch: count, by: word, reason: word };

const ANY_START: fc.Arbitrary<RolloutStart> = fc.record({
  ...shared,
  action: fc.constant('start' as const),
  attempt: fc.integer({ min: 1, max: 99 }),
  plan: fc.record({
    model: word,
    stable: fc.record({ model: word, digest: fc.option(hash) }),
    canary: fc.record({ model: word, digest: fc.option(hash) }),
    stages: fc
      .array(
        fc.record({
          share: fc.integer({ min: 1, max: 100_000 }),
          policy: fc.constantFrom('final' as const, 'judged' as const, 'observe' as const),
          minMs: count,
          minExposures: count,
        }),
        { minLength: 1, maxLength: 4 },
      )
      .map((stages) => stages.sort((a, b) => a.share - b.share)),
    alpha: fc.integer({ min: 1, max: 99_999 }),
    beta: fc.integer({ min: 1, max: 99_999 }),
    metrics: fc
      .subarray([...IDS], { minLength: 1 })
      .map((ids) => ids.map((id, i) => ({ id, margin: 1000 * i, weight: i + 1, isRequired: i % 2 === 0 }))),
    perUnit: fc.record({ answers: fc.integer({ min: 1, max: 99 }), windowMs: fc.integer({ min: 1, max: 9e6 }) }),
    pairWithinMs: count,
    labelWithinMs: count,
    slowMs: count,
    probesPerHour: count,
    rule: fc.constantFrom(1 as const, 2 as const),
  }),
  salt: hash,
  probes: fc.option(hash),
  entry: fc.option(hash),
});

const ANY_CHANGE: fc.Arbitrary<RolloutChange> = fc.record({
  ...shared,
  action: fc.constantFrom('advance', 'promote', 'complete', 'rollback', 'pause', 'resume'),
  evidence: fc.option(
    fc.record({
      exposures: count,
      metrics: fc
        .dictionary(
          fc.constantFrom(...IDS),
          fc.record({
            pairs: count,
            canaryHarms: count,
            controlHarms: count,
            logRollback: fc.integer({ min: -99_999, max: 99_999 }).map((n) => n / 1000),
            logPromotion: fc.integer({ min: -99_999, max: 99_999 }).map((n) => n / 1000),
          }),
        )
        .map((metrics) => ({ ...metrics })),
    }),
  ),
  heads: fc.array(fc.record({ origin: word, size: count }), { maxLength: 4 }),
  salt: fc.option(hash),
});

const bytesOf = (leaf: RolloutLeaf): number => Buffer.byteLength(JSON.stringify(rolloutFields(leaf)));
const throughJson = (leaf: RolloutLeaf): unknown => JSON.parse(JSON.stringify(rolloutFields(leaf)));

describe('the leaf of a rollout', () => {
  test('a start with every metric, five stages and SHA-256 digests, and a rollback of eight gateways fit with room to spare', () => {
    expect(readRolloutLeaf(throughJson(START))).toEqual(START);
    expect(readRolloutLeaf(throughJson(CHANGE))).toEqual(CHANGE);
    expect(bytesOf(START)).toBeLessThan(MAX_FIELDS_BYTES - 40);
    expect(bytesOf(CHANGE)).toBeLessThan(MAX_FIELDS_BYTES - 40);
  });

  test('is read as it was written, with what the ledger adds, too', () => {
    fc.assert(
      fc.property(fc.oneof(ANY_START, ANY_CHANGE), (leaf) => {
        expect(readRolloutLeaf(throughJson(leaf))).toEqual(leaf);
        expect(readRolloutLeaf({ ...(throughJson(leaf) as object), kind: 'rollout', time: 5 })).toEqual(leaf);
      }),
    );
  });

  test('logarithms are whole thousandths, never -0', () => {
    const metric = { pairs: 3, canaryHarms: 1, controlHarms: 0, logRollback: 1.23456, logPromotion: -0.0001 };
    const fields = rolloutFields({ ...CHANGE, evidence: { exposures: 3, metrics: { latch: metric } } });
    expect(fields.evidence).toEqual({ exposures: 3, metrics: { latch: [3, 1, 0, 1235, 0] } });
  });

  test('texts of people are bounded and well-formed, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), fc.string({ unit: 'binary' }), (reason, by) => {
        for (const leaf of [
          { ...START, reason, by },
          { ...CHANGE, reason, by },
        ]) {
          const fields = rolloutFields(leaf);
          expect(Buffer.byteLength(JSON.stringify(fields))).toBeLessThanOrEqual(MAX_FIELDS_BYTES);
          expect(Buffer.byteLength(fields.by as string)).toBeLessThanOrEqual(48);
          expect(/\p{Surrogate}/u.test(`${fields.by}${fields.reason}`)).toBe(false);
          expect(readRolloutLeaf(fields)).not.toBeNull();
        }
      }),
    );
  });

  test('names that leave no room are refused', () => {
    expect(() => rolloutFields({ ...START, rollout: 'x'.repeat(900) })).toThrow(RangeError);
    expect(() => rolloutFields({ ...START, plan: { ...START.plan, stages: [] } })).toThrow('no stages');
  });

  test('is nothing else: a field more, less, or of another type', () => {
    const wrong = fc.oneof(
      fc.constant(undefined),
      fc.constant(1.5),
      fc.constant({}),
      fc.constant(true),
      fc.constant([[]]),
    );
    fc.assert(
      fc.property(fc.constantFrom<RolloutLeaf>(START, CHANGE), fc.nat(), wrong, (leaf, nth, value) => {
        const fields = throughJson(leaf) as Record<string, unknown>;
        const name = Object.keys(fields)[nth % Object.keys(fields).length]!;
        expect(readRolloutLeaf({ ...fields, [name]: value })).toBeNull();
        delete fields[name];
        expect(readRolloutLeaf(fields)).toBeNull();
        expect(readRolloutLeaf({ ...(throughJson(leaf) as object), more: 1 })).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readRolloutLeaf(value)).toBeNull();
      }),
    );
  });
});
