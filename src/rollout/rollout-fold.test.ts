import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anytimeInterval } from '../stats/index.ts';
import { attemptAlpha } from './decide.ts';
import { answer, label, planWith, probe, request } from './fixtures/events.ts';
import type { MetricEvidence, RolloutEvent } from './rollout-events.ts';
import { RolloutFold } from './rollout-fold.ts';
import type { RolloutPlan } from './rollout-plan.ts';

const JUDGED = planWith(['judge']);

function foldOf(plan: RolloutPlan, events: readonly RolloutEvent[], share = 50_000): RolloutFold {
  const fold = new RolloutFold(plan, 1);
  fold.enter(share);
  for (const event of events) fold.see(event);
  return fold;
}

const metricOf = (fold: RolloutFold, id = 'judge'): MetricEvidence => fold.evidence.metrics[id]!;
const countsOf = (fold: RolloutFold, id = 'judge'): number[] => {
  const { pairs, canaryHarms, controlHarms } = metricOf(fold, id);
  return [pairs, canaryHarms, controlHarms];
};

/** A request of either arm, its label, and how late the label arrives. */
interface Asking {
  readonly isCanary: boolean;
  readonly stratum: string;
  readonly isUnsafe: boolean | null;
  readonly waitMs: number;
}
const askings = (maxWaitMs: number) =>
  fc.array(
    fc.record<Asking>({
      isCanary: fc.boolean(),
      stratum: fc.constantFrom('en', 'ja'),
      isUnsafe: fc.option(fc.boolean()),
      waitMs: fc.integer({ min: 0, max: maxWaitMs }),
    }),
    { maxLength: 60 },
  );

/** Returns a log with a request every 100 ms. */
function logOf(all: readonly Asking[], isUnsafe = all.map((each) => each.isUnsafe)): RolloutEvent[] {
  const events = all.flatMap(({ isCanary, stratum, waitMs }, i) => {
    const at = 100 * i;
    const arm = isCanary ? 'canary' : 'stable';
    return [request(at, i, arm, stratum), answer(at + waitMs, i), label(at + waitMs, i, isUnsafe[i]!)];
  });
  return events.sort((a, b) => a.at - b.at || a.kind.localeCompare(b.kind) * -1);
}

describe('pairs', () => {
  test('one of each arm, of one stratum, asked for within the time, in the order of the intents', () => {
    const asked = [
      request(0, 0, 'stable'),
      request(10, 1, 'canary', 'ja'),
      request(20, 2, 'stable'),
      request(1010, 3, 'canary'),
      request(1010, 4, 'stable', 'ja'),
      request(2000, 5, 'canary'),
    ];
    const said = [0, 1, 2, 3, 4, 5].map((intent) => label(2000, intent, intent === 2 || intent === 3));
    const fold = foldOf(planWith(['judge'], { labelWithinMs: 9000 }), [...asked, ...said]);
    // 3 pairs with 2, since 0 is too old; 1 pairs with 4; 5 waits.
    expect(countsOf(fold)).toEqual([2, 1, 1]);
  });

  test('the first that waits is taken first', () => {
    const asked = [request(0, 0, 'stable'), request(1, 1, 'stable'), request(2, 2, 'canary')];
    const fold = foldOf(JUDGED, [...asked, label(3, 0, true), label(3, 1, false), label(3, 2, false)]);
    expect(countsOf(fold)).toEqual([1, 0, 1]);
  });

  test('of the newest 64 that wait', () => {
    const waiting = Array.from({ length: 70 }, (_, i) => request(i, i, 'stable'));
    const canaries = Array.from({ length: 70 }, (_, i) => request(100 + i, 100 + i, 'canary'));
    const fold = foldOf(JUDGED, [...waiting, ...canaries]);
    fold.pass(9000);
    expect(countsOf(fold)).toEqual([64, 64, 64]);
  });

  test('at most so many answers of a bucket in a window count, in either arm', () => {
    const plan = planWith(['judge'], { perUnit: { answers: 2, windowMs: 10_000 }, pairWithinMs: 60_000 });
    const asked = [0, 1, 2, 3].map((i) => request(i, i, 'canary', 'en', 7));
    const others = [10, 11, 12, 13].map((i) => request(i, i, 'stable', 'en', 50_000 + i));
    const fold = foldOf(plan, [...asked, ...others]);
    fold.pass(9000);
    expect(metricOf(fold).pairs).toBe(2);
    fold.see(request(10_000, 20, 'canary', 'en', 7));
    fold.pass(30_000);
    expect(metricOf(fold).pairs).toBe(3);
  });

  test('labels never change who is compared with whom, and their order of arrival changes nothing', () => {
    fc.assert(
      fc.property(
        askings(900),
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        fc.nat(),
        (all, other, turn) => {
          const [one, two] = [foldOf(JUDGED, logOf(all)), foldOf(JUDGED, logOf(all, other))];
          expect(metricOf(one).pairs).toBe(metricOf(two).pairs);
          // The same labels, each at a different time before its deadline.
          const moved = logOf(all.map((each) => ({ ...each, waitMs: (each.waitMs + turn) % 1000 })));
          const [first, second] = [one, foldOf(JUDGED, moved)];
          for (const fold of [first, second]) fold.pass(60_000);
          expect(second.evidence).toEqual(first.evidence);
        },
      ),
    );
  });

  test('evidence is a function of the log alone, whatever it was asked on the way', () => {
    fc.assert(
      fc.property(askings(3000), (all) => {
        const events = logOf(all);
        const asked = new RolloutFold(JUDGED, 1);
        asked.enter(50_000);
        for (const event of events) {
          asked.see(event);
          expect(asked.evidence).toBe(asked.evidence);
        }
        expect(asked.evidence).toEqual(foldOf(JUDGED, events).evidence);
      }),
    );
  });

  test('a harmless answer of the canary never raises the evidence for a rollback, a harmful one never that for promotion', () => {
    fc.assert(
      fc.property(askings(0), fc.boolean(), fc.boolean(), (all, isUnsafe, isControlUnsafe) => {
        const fold = foldOf(JUDGED, logOf(all));
        fold.pass(60_000);
        const before = metricOf(fold);
        const at = 60_000;
        fold.see(request(at, 1000, 'canary', 'fr'));
        fold.see(request(at, 1001, 'stable', 'fr'));
        fold.see(label(at, 1000, isUnsafe));
        fold.see(label(at, 1001, isControlUnsafe));
        const after = metricOf(fold);
        expect(after.pairs).toBe(before.pairs + 1);
        if (!isUnsafe) expect(after.logRollback).toBeLessThanOrEqual(before.logRollback + 1e-12);
        if (isUnsafe && !isControlUnsafe) {
          expect(after.logPromotion).toBeLessThanOrEqual(before.logPromotion + 1e-12);
          expect(after.logRollback).toBeGreaterThanOrEqual(before.logRollback - 1e-12);
        }
      }),
    );
  });
});

describe('labels', () => {
  const pair = [request(0, 0, 'stable'), request(500, 1, 'canary')];

  test('a missing one is harm in either arm for the rollback; for the promotion only in the canary', () => {
    const fold = foldOf(JUDGED, pair);
    fold.pass(1500);
    expect(metricOf(fold).pairs).toBe(0);
    fold.pass(1501);
    expect(countsOf(fold)).toEqual([1, 1, 1]);
    expect(metricOf(fold).logRollback).toBeLessThan(0);
    const harmful = foldOf(JUDGED, [...pair, label(600, 0, false), label(600, 1, true)]);
    expect(metricOf(fold).logPromotion).toBe(metricOf(harmful).logPromotion);
  });

  test('is late by its own request, however long the partner was waited for', () => {
    const late = [label(1001, 0, false), label(1001, 1, false)];
    expect(countsOf(foldOf(JUDGED, [...pair, ...late]))).toEqual([1, 0, 1]);
    const inTime = [label(1000, 0, false), label(1001, 1, false)];
    expect(countsOf(foldOf(JUDGED, [...pair, ...inTime]))).toEqual([1, 0, 0]);
  });

  test('pairs are taken in the order in which they were formed', () => {
    const next = [request(510, 2, 'stable'), request(510, 3, 'canary')];
    const fold = foldOf(JUDGED, [...pair, ...next, label(600, 2, false), label(600, 3, true), label(600, 0, false)]);
    expect(metricOf(fold).pairs).toBe(0);
    fold.see(label(700, 1, null));
    expect(countsOf(fold)).toEqual([2, 2, 0]);
  });

  test('a judge that is slow does not hold back what is known', () => {
    const fold = foldOf(planWith(['latch', 'judge']), [...pair, answer(600, 0), answer(600, 1, { latched: true })]);
    expect([countsOf(fold, 'latch'), countsOf(fold)]).toEqual([
      [1, 1, 0],
      [0, 0, 0],
    ]);
  });

  test('the first word stands, and what nobody asked for is ignored', () => {
    const said = [label(600, 0, false), label(601, 0, true), label(602, 9, true), answer(603, 9)];
    const fold = foldOf(JUDGED, [...pair, ...said, label(604, 1, false), request(605, 1, 'canary')]);
    expect(countsOf(fold)).toEqual([1, 0, 0]);
  });

  test('exposures are answers of the canary that every metric has taken', () => {
    const fold = foldOf(planWith(['latch', 'judge']), [...pair, answer(600, 0), answer(600, 1), label(600, 0, false)]);
    expect(fold.evidence.exposures).toBe(0);
    fold.see(label(600, 1, false));
    expect(fold.evidence.exposures).toBe(1);
  });
});

describe('probes', () => {
  const plan = planWith(['probe']);

  test('both answers to a draw are a pair, whoever is first', () => {
    const fold = foldOf(plan, [
      probe(0, 5, 'canary', true),
      probe(1, 4, 'stable', false),
      probe(2, 5, 'stable', false),
      probe(3, 4, 'canary', false),
    ]);
    expect(countsOf(fold, 'probe')).toEqual([2, 1, 0]);
    expect(fold.evidence.exposures).toBe(2);
  });

  test('a draw counts once, and an answer that is not read is missing', () => {
    const fold = foldOf(plan, [
      probe(0, 1, 'canary', null),
      probe(1, 1, 'stable', false),
      probe(2, 1, 'canary', false),
    ]);
    expect(countsOf(fold, 'probe')).toEqual([1, 1, 0]);
    fold.see(probe(3, 2, 'stable', false));
    fold.pass(5000);
    expect(countsOf(fold, 'probe')).toEqual([2, 2, 0]);
    fold.see(probe(5001, 2, 'canary', false));
    fold.pass(9000);
    expect(countsOf(fold, 'probe')).toEqual([2, 2, 0]);
  });

  test('do not count where the plan has no such metric', () => {
    expect(foldOf(JUDGED, [probe(0, 1, 'canary', true)]).evidence.exposures).toBe(0);
  });
});

describe('everybody gets the canary', () => {
  /** Returns the fold after 300 pairs without harm, followed by answers of the canary alone. */
  function alone(harms: number, answers: number): RolloutFold {
    const fold = foldOf(JUDGED, []);
    for (let i = 0; i < 600; i += 1) {
      fold.see(request(i, i, i % 2 === 0 ? 'canary' : 'stable'));
      fold.see(label(i, i, false));
    }
    fold.enter(100_000);
    for (let i = 600; i < 600 + answers; i += 1) {
      fold.see(request(i, i, 'canary'));
      fold.see(label(i, i, i < 600 + harms));
    }
    return fold;
  }

  test('its answers go on counting, against the bound of the control and the margin', () => {
    const before = metricOf(alone(0, 0)).logRollback;
    expect(metricOf(alone(0, 50)).logRollback).toBeLessThan(before);
    expect(metricOf(alone(20, 50)).logRollback).toBeGreaterThan(before + 10);
    expect(metricOf(alone(20, 50)).canaryHarms).toBe(20);
    expect(metricOf(alone(20, 50)).pairs).toBe(300);
  });

  test('the evidence is fair at that bound: an answer that is harmful so often leaves it where it is', () => {
    const [none, safe, harmful] = [alone(0, 0), alone(0, 1), alone(1, 1)].map((fold) => metricOf(fold).logRollback);
    const [down, up] = [Math.exp(safe! - none!), Math.exp(harmful! - none!)];
    // p up + (1 - p) down = 1 at the allowed rate: the margin above the bound, for one metric of sixteen gateways in
    // the first attempt.
    const bound = anytimeInterval(0, 300, 1 - (0.1 * attemptAlpha(0.01, 1)) / 16)[1];
    expect((1 - down) / (up - down)).toBeCloseTo(bound + 0.02, 9);
  });

  test('without any control nothing is shown', () => {
    const fold = foldOf(JUDGED, [], 100_000);
    for (let i = 0; i < 100; i += 1) {
      fold.see(request(i, i, 'canary'));
      fold.see(label(i, i, true));
    }
    expect(metricOf(fold)).toMatchObject({ pairs: 0, canaryHarms: 100, logRollback: 0 });
  });
});

describe('what is no event', () => {
  test('is refused, and changes nothing', () => {
    const fold = foldOf(JUDGED, [
      request(0, 0, 'stable'),
      request(0, 1, 'canary'),
      label(0, 0, false),
      label(0, 1, true),
    ]);
    const before = fold.evidence;
    const wrong: readonly unknown[] = [
      null,
      {},
      { ...request(9e6, 5, 'canary'), bucket: 100_000 },
      { ...request(9e6, 5, 'canary'), arm: 'other' },
      { ...request(9e6, 5, 'canary'), stratum: null },
      { ...request(0.5, 5, 'canary') },
      { ...label(9e6, 1, true), isUnsafe: 'yes' },
      { ...answer(9e6, 1), facts: null },
      { ...probe(9e6, -1, 'canary', true) },
      { kind: 'more', at: 9e6 },
    ];
    for (const event of wrong) expect(() => fold.see(event as RolloutEvent)).toThrow(RangeError);
    for (const at of [Number.NaN, 0.5]) expect(() => fold.pass(at)).toThrow(RangeError);
    for (const share of [-1, 100_001, 0.5]) expect(() => fold.enter(share)).toThrow(RangeError);
    expect(fold.evidence).toBe(before);
  });

  test('time never goes back', () => {
    const fold = foldOf(JUDGED, [request(5000, 0, 'stable'), request(10, 1, 'canary'), label(10, 0, false)]);
    fold.see(label(20, 1, false));
    expect(countsOf(fold)).toEqual([1, 0, 0]);
  });
});
