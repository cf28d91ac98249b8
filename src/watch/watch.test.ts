import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerFacts } from '../schema/index.ts';
import { seededRandom } from '../stats/index.ts';
import { MONDAY, plainAnswer, type SimulatedRates, simulatedAnswers } from './fixtures/simulated-answers.ts';
import { LEAST_ANSWERS, referenceBounds } from './reference/reference-bounds.ts';
import { ReferenceBuilder } from './reference/reference-builder.ts';
import { SIGNALS } from './signals/catalogue.ts';
import { refusalDown } from './signals/refusal-down.ts';
import { refusalUp } from './signals/refusal-up.ts';
import { Watch } from './watch.ts';
import { planOf } from './watch-plan.ts';
import type { WatchState } from './watch-state.ts';

const PER_UNIT = { answers: 3, windowMs: 3_600_000 };
const SETTINGS = { alpha: 0.05, horizon: 100_000, tolerance: 1, identity: 'a' };

function built(answers: Iterable<AnswerFacts>) {
  const builder = new ReferenceBuilder({ identity: 'a', timeZone: 'UTC', hours: 6, perUnit: PER_UNIT });
  for (const one of answers) builder.see(one);
  return builder.reference();
}
const REFERENCE = built(simulatedAnswers(1, { days: 28, perDay: 600 }));

const later = (seed: number, days: number, rates?: SimulatedRates) =>
  simulatedAnswers(seed, { days, perDay: 600, firstDay: 28 }, rates);

/** Returns the alarm, if any, and the watch that saw the answers up to it. */
function watched(answers: Iterable<AnswerFacts>, settings = SETTINGS) {
  const watch = new Watch(REFERENCE, settings);
  for (const one of answers) {
    const alarm = watch.see(one);
    if (alarm !== null) return { watch, alarm };
  }
  return { watch, alarm: null };
}

describe('what is seen', () => {
  test('nothing, where nothing changes; and the report says what it rests on', () => {
    const { watch, alarm } = watched(later(2, 60));
    expect(alarm).toBeNull();
    expect(watch.status()).toMatchObject({
      verdict: 'quiet',
      reason: null,
      answers: { seen: 36_000, watched: 36_000, learning: 0, collapsed: 0, withoutAsker: 36_000 },
    });
  });

  test('a rate that rises: in hundreds of answers, and the signals that rose are named', () => {
    const { alarm } = watched(later(3, 20, { refuseThenComply: 0.1 }));
    expect(alarm!.answers).toBeLessThan(500);
    const named = alarm!.signals.filter((one) => one.named).map(({ id }) => id);
    expect(named).toContain('refuse-then-comply');
    expect(named).not.toContain('refusal-up');
    expect(alarm!.signals[0]!.observed.hits / alarm!.signals[0]!.observed.of).toBeGreaterThan(0.05);
  });

  test('a rate that falls', () => {
    const { alarm } = watched(later(4, 60, { refusal: 0.001 }));
    expect(alarm!.signals[0]).toMatchObject({ id: 'refusal-down', named: true });
  });

  test.each<[string, string, (facts: AnswerFacts, u: number) => Partial<AnswerFacts>]>([
    ['long', 'longer than the reference', () => ({ chars: 2000 })],
    ['short', 'shorter than the reference', () => ({ chars: 20 })],
    ['opening', 'a new opening everywhere', (_, u) => (u < 0.6 ? { opening: 99 } : {})],
    ['language', 'another language', () => ({ language: 'ja' as const })],
    ['first-text', 'slow', () => ({ firstTextMs: 900 })],
    ['retry', 'asked again', (_, u) => ({ isRetry: u < 0.3 })],
    ['finish', 'cut', (_, u) => (u < 0.3 ? { finish: 'length' as const } : {})],
    ['empty', 'nothing said', (_, u) => (u < 0.3 ? { outcome: 'empty' as const } : {})],
  ])('%s: %s', (id, _, change) => {
    const next = seededRandom(5);
    const changed = [...later(6, 10)].map((one) => ({ ...one, ...change(one, next()) }));
    expect(
      watched(changed)
        .alarm?.signals.filter((one) => one.named)
        .map((one) => one.id),
    ).toContain(id);
  });

  test('one model among two: its part is told', () => {
    const both = (answers: Iterable<AnswerFacts>) =>
      [...answers].flatMap((one, i) => [{ ...one, model: i % 3 === 0 ? 'small' : 'm' }]);
    const watch = new Watch(built(both(simulatedAnswers(7, { days: 28, perDay: 1200 }))), SETTINGS);
    const next = seededRandom(8);
    const changed = both(later(9, 30)).map((one) =>
      one.model === 'small' && next() < 0.12 ? { ...one, outcome: 'partial' as const } : one,
    );
    const alarm = changed.map((one) => watch.see(one)).find((one) => one !== null);
    expect(alarm?.signals[0]).toMatchObject({ id: 'partial', named: true, part: { model: 'small', language: 'en' } });
  });
});

describe('what is not counted', () => {
  test('strata without a reference are learning: never quiet, and nothing of them is kept', () => {
    const watch = new Watch(REFERENCE, SETTINGS);
    for (const one of later(10, 5)) watch.see({ ...one, model: `m${one.at % 97}` });
    expect(watch.status()).toMatchObject({ verdict: 'learning', answers: { learning: 3000, watched: 0 } });
    expect(JSON.stringify(watch.state()).length).toBeLessThan(2000);
  });

  test('a stratum with fewer answers than it takes is learning', () => {
    const few = built(simulatedAnswers(1, { days: 14, perDay: 4 * LEAST_ANSWERS * 0.2 }));
    const bounds = referenceBounds(few, SIGNALS, { alpha: 0.05, tolerance: 1 });
    const weekends = [...bounds.values()].filter(({ reference }) => reference.isWeekend);
    expect(weekends).toHaveLength(4);
    expect(weekends.every(({ isLearning }) => isLearning)).toBe(true);
    expect([...bounds.values()].filter(({ isLearning }) => !isLearning)).toHaveLength(4);
  });

  test('a reference of another system says nothing', () => {
    const watch = new Watch(REFERENCE, { ...SETTINGS, identity: 'b' });
    for (const one of later(3, 20, { refuseThenComply: 0.5 })) expect(watch.see(one)).toBeNull();
    expect(watch.status()).toMatchObject({
      verdict: 'learning',
      reason: { en: expect.stringContaining('a there, b now') },
    });
  });

  test('one person is no crowd: more than the first few in a window do not count', () => {
    const watch = new Watch(REFERENCE, SETTINGS);
    const burst = Array.from({ length: 5000 }, (_, i) => ({
      ...plainAnswer,
      at: MONDAY + 28 * 86_400_000 + i * 10,
      bucket: 42,
      outcome: 'refuse-then-comply' as const,
    }));
    for (const one of burst) expect(watch.see(one)).toBeNull();
    expect(watch.status().answers).toMatchObject({ watched: 3, collapsed: 4997, withoutAsker: 0 });
    // Without this rule it would raise an alarm.
    expect(watched(burst.map((one) => ({ ...one, bucket: null }))).alarm).not.toBeNull();
  });

  test('what is not known is no hit and no miss', () => {
    const blank = { ...plainAnswer, outcome: null, chars: null, finish: null, language: null, opening: null };
    const nothing = { ...blank, repetition: null, firstTextMs: null, tokensPerSecond: null, isRetry: null };
    const watch = new Watch(REFERENCE, SETTINGS);
    for (let i = 0; i < 100; i += 1) watch.see(nothing);
    expect(watch.status().signals.every(({ observed }) => observed.of === 0)).toBe(true);
    expect(watch.status().evidence).toBe(0);
  });
});

describe('the state', () => {
  test('as JSON and back at any place, nothing else comes out', () => {
    const answers = [...later(11, 8, { refusal: 0.06 })].map((one, i) => ({ ...one, bucket: i % 50 }));
    const whole = new Watch(REFERENCE, SETTINGS);
    for (const one of answers) whole.see(one);
    fc.assert(
      fc.property(fc.nat(answers.length), (cut) => {
        const first = new Watch(REFERENCE, SETTINGS);
        for (const one of answers.slice(0, cut)) first.see(one);
        const kept: WatchState = JSON.parse(JSON.stringify(first.state()));
        const second = new Watch(REFERENCE, SETTINGS, kept);
        for (const one of answers.slice(cut)) second.see(one);
        expect(second.state()).toEqual(whole.state());
        expect(second.status()).toEqual(whole.status());
      }),
      { numRuns: 10 },
    );
  });

  test('an alarm stands until it is acknowledged, and is raised once', () => {
    const watch = new Watch(REFERENCE, SETTINGS);
    const alarms = [...later(12, 20, { refuseThenComply: 0.1 })].filter((one) => watch.see(one) !== null);
    expect(alarms).toHaveLength(1);
    expect(watch.status().verdict).toBe('alarm');
    watch.acknowledge();
    expect(watch.status()).toMatchObject({ verdict: 'quiet', alarm: null, evidence: 0, acknowledged: 1 });
    const again = [...later(13, 20, { refuseThenComply: 0.1 })].filter((one) => watch.see(one) !== null);
    expect(again).toHaveLength(1);
  });

  test('the reference as JSON and back is the same reference', () => {
    expect(JSON.parse(JSON.stringify(REFERENCE))).toEqual(REFERENCE);
  });
});

describe('the stated rate', () => {
  test('bounds share a tenth of it; the rest is the threshold', () => {
    const plan = planOf(REFERENCE, SETTINGS, [refusalUp]);
    expect(plan.threshold).toBeCloseTo(100_000 / 0.045);
    const stratum = [...plan.strata.values()][0]!;
    const { hits, of } = stratum.cells[0]!.reference;
    expect(stratum.cells[0]!.most).toBeGreaterThan(hits / of);
  });

  test.each([refusalUp, refusalDown])(
    '$id: whatever was seen, one more answer at the bound adds at most 1 to the evidence in the mean (by enumeration)',
    (signal) => {
      const both = (answers: Iterable<AnswerFacts>) =>
        [...answers].map((one, i) => ({ ...one, model: i % 2 === 0 ? 'm' : 'n' }));
      const reference = built(both(simulatedAnswers(16, { days: 28, perDay: 1200 })));
      const plan = planOf(reference, SETTINGS, [signal]);
      const start = MONDAY + 28 * 86_400_000;
      const step = fc.record({ refuses: fc.boolean(), model: fc.constantFrom('m', 'n'), hour: fc.nat(23) });
      fc.assert(
        fc.property(fc.array(step, { maxLength: 40 }), step, (before, { model, hour }) => {
          const watch = new Watch(reference, SETTINGS, null, [signal]);
          const facts = (one: { model: string; hour: number }, refuses: boolean): AnswerFacts => {
            const outcome = refuses ? 'refusal' : 'compliance';
            return { ...plainAnswer, at: start + one.hour * 3_600_000, model: one.model, outcome };
          };
          for (const one of before) watch.see(facts(one, one.refuses));
          const evidenceAfter = (refuses: boolean) => {
            const next = new Watch(reference, SETTINGS, watch.state(), [signal]);
            next.see(facts({ model, hour }, refuses));
            return next.status().evidence;
          };
          const stratum = [...plan.strata.values()].find(
            ({ reference: one }) => one.model === model && !one.isWeekend && one.hour === hour - (hour % 6),
          )!;
          const { most } = stratum.cells[0]!;
          const refusing = signal.id === 'refusal-down' ? 1 - most : most;
          const mean = refusing * evidenceAfter(true) + (1 - refusing) * evidenceAfter(false);
          expect(mean).toBeLessThanOrEqual((watch.status().evidence + 1) * (1 + 1e-9));
          // But not far below, or the watch would be weaker than necessary.
          if (before.length === 0) expect(mean).toBeCloseTo(1, 9);
        }),
        { numRuns: 60 },
      );
    },
  );

  test('about as many answers as the status says are needed to see a doubling', () => {
    const before = new Watch(REFERENCE, SETTINGS);
    const said = before.status().signals.find(({ id }) => id === 'refusal-up')!.answersToSeeDoubling!;
    const delays = [20, 21, 22, 23, 24].map((seed) => watched(later(seed, 200, { refusal: 0.058 })).alarm!.answers);
    const mean = delays.reduce((a, b) => a + b) / delays.length;
    expect(mean).toBeGreaterThan(said / 2);
    expect(mean).toBeLessThan(said * 2);
  });
});

test('with a tolerance, a rise below it is none', () => {
  const raised = (tolerance: number) => watched(later(30, 90, { refusal: 0.055 }), { ...SETTINGS, tolerance }).alarm;
  expect(raised(1)).not.toBeNull();
  expect(raised(2)).toBeNull();
});

test('settings that cannot be meant are refused', () => {
  for (const wrong of [{ alpha: 0 }, { alpha: 1 }, { horizon: 0 }, { tolerance: 0.9 }])
    expect(() => new Watch(REFERENCE, { ...SETTINGS, ...wrong })).toThrow(RangeError);
});
