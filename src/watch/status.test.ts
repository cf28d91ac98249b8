import { describe, expect, test } from 'vitest';
import type { WatchAlarm } from '../schema/index.ts';
import type { WatchReference } from './reference/watch-reference.ts';
import { latch } from './signals/latch.ts';
import { refusalDown } from './signals/refusal-down.ts';
import { statusOf } from './status.ts';
import { keyOf } from './strata/stratum-key.ts';
import { planOf } from './watch-plan.ts';
import { startState, type WatchState } from './watch-state.ts';

const SIGNALS = [latch, refusalDown];
const stratum = (hour: number, answers: number) => ({
  hour,
  isWeekend: false,
  model: 'm',
  language: 'en' as const,
  answers,
  cells: {
    latch: { hits: answers / 10, of: answers, threshold: null },
    'refusal-down': { hits: answers / 2, of: answers, threshold: null },
  },
});
const REFERENCE: WatchReference = {
  schema: 'zenbun.watch-reference/1',
  identity: 'a',
  timeZone: 'UTC',
  hours: 6,
  perUnit: { answers: 3, windowMs: 1 },
  from: 1,
  to: 2,
  answers: 700,
  collapsed: 0,
  strata: [stratum(0, 600), stratum(6, 100)],
  openings: [{ model: 'm', language: 'en', opening: 7 }],
};
const SETTINGS = { alpha: 0.05, horizon: 1000, tolerance: 1, identity: 'a' };
const PLAN = planOf(REFERENCE, SETTINGS, SIGNALS);
const LEVELS = 2 * 7;

const statusWith = (state: Partial<WatchState>, plan = PLAN) =>
  statusOf(plan, { ...startState(LEVELS), watched: 90, learning: 0, ...state }, 5);

describe('a plan', () => {
  test('its threshold leaves a tenth of the rate to the bounds', () => {
    expect(PLAN.threshold).toBeCloseTo(1000 / (0.05 * 0.9), 6);
    expect(PLAN.watched).toBe(2);
    expect([...PLAN.openings]).toEqual([['en\nm', 7]]);
  });

  test.each([
    { alpha: 0 },
    { alpha: 1 },
    { alpha: Number.NaN },
    { horizon: 0.5 },
    { horizon: Number.NaN },
    { tolerance: 0.99 },
    { tolerance: Number.NaN },
  ])('%j is refused', (wrong) => {
    expect(() => planOf(REFERENCE, { ...SETTINGS, ...wrong }, SIGNALS)).toThrow(RangeError);
  });

  test('the least that is taken: a horizon and a tolerance of 1', () => {
    expect(planOf(REFERENCE, { ...SETTINGS, horizon: 1, tolerance: 1 }, SIGNALS).horizon).toBe(1);
  });

  test('only signals with a reference in some stratum are watched', () => {
    const [first, second] = REFERENCE.strata;
    const strata = [{ ...first!, cells: { latch: first!.cells.latch! } }, second!];
    expect(planOf({ ...REFERENCE, strata }, SETTINGS, SIGNALS).watched).toBe(1);
  });

  test('of another system it watches nothing', () => {
    const other = planOf(REFERENCE, { ...SETTINGS, identity: 'b' }, SIGNALS);
    expect([other.watched, other.strata.size]).toEqual([0, 0]);
  });
});

describe('the verdict', () => {
  test('an alarm is one, whatever is still being learnt', () => {
    const alarm = { at: 1 } as WatchAlarm;
    expect(statusWith({ alarm, learning: 1000 })).toMatchObject({ verdict: 'alarm', reason: null, alarm });
  });

  test('quiet up to a tenth of answers without reference, learning beyond', () => {
    expect(statusWith({ watched: 90, learning: 10 })).toMatchObject({ verdict: 'quiet', reason: null });
    const { verdict, reason } = statusWith({ watched: 89, learning: 10 });
    expect(verdict).toBe('learning');
    expect(reason?.en).toContain('10 of 99 answers lie where');
    expect(reason?.ja).toContain('99 件中 10 件');
  });

  test('nothing seen, or another system: learning, and why', () => {
    expect(statusWith({ watched: 0 }).reason?.en).toContain('no answers after those of the reference');
    expect(statusWith({ watched: 0, learning: 1 }).reason?.en).toContain('1 of 1 answers');
    const other = planOf(REFERENCE, { ...SETTINGS, identity: 'b' }, SIGNALS);
    expect(statusWith({}, other).reason?.en).toBe('the reference is of another system: a there, b now');
  });
});

describe('signals', () => {
  const seen = { [keyOf(REFERENCE.strata[0]!)]: { answers: 90, seen: [80, 70], hits: [8, 7] } };

  test('only strata with enough answers count; answers of which a signal knows nothing are told', () => {
    const [first, second] = statusWith({ strata: seen }).signals;
    expect(first).toMatchObject({ id: 'latch', state: 'watched', reference: { hits: 60, of: 600 }, unknown: 10 });
    expect(first?.observed).toEqual({ hits: 8, of: 80 });
    expect(second).toMatchObject({ id: 'refusal-down', observed: { hits: 7, of: 70 }, unknown: 20 });
  });

  test('before an answer is seen nothing is observed', () => {
    expect(statusWith({}).signals.map(({ observed }) => observed)).toEqual([
      { hits: 0, of: 0 },
      { hits: 0, of: 0 },
    ]);
  });

  test('evidence is weighed by the number of watched signals', () => {
    const whole = [...new Array<number>(7).fill(12), ...new Array<number>(7).fill(0)];
    expect(statusWith({ whole, parts: { p: whole } }).signals.map(({ evidence }) => evidence)).toEqual([6, 0]);
  });

  test('more evidence leaves fewer answers until a doubling is seen', () => {
    const answersAt = (level: number) =>
      statusWith({ whole: new Array<number>(LEVELS).fill(level) }).signals[0]!.answersToSeeDoubling!;
    expect(Number.isInteger(answersAt(1))).toBe(true);
    expect(answersAt(0)).toBe(answersAt(1));
    expect(answersAt(100)).toBeLessThan(answersAt(1));
    expect(answersAt(1e9)).toBe(0);
  });

  test('one without a reference learns and promises nothing', () => {
    const other = planOf(REFERENCE, { ...SETTINGS, identity: 'b' }, SIGNALS);
    expect(statusWith({}, other).signals[0]).toMatchObject({ state: 'learning', answersToSeeDoubling: null });
  });
});

test('strata tell what they rest on; of a fall the bound is below the rate, of a rise above it', () => {
  const [enough, few] = statusWith({ strata: {} }).strata;
  expect(enough).toMatchObject({ hour: 0, state: 'watched', referenceAnswers: 600, answers: 0 });
  expect(enough!.bounds.latch).toBeGreaterThan(0.1);
  expect(enough!.bounds.latch).toBeLessThan(0.2);
  expect(enough!.bounds['refusal-down']).toBeLessThan(0.5);
  expect(enough!.bounds['refusal-down']).toBeGreaterThan(0.4);
  expect(few).toMatchObject({ hour: 6, state: 'learning', referenceAnswers: 100, bounds: {} });
});
