import { expect, test } from 'vitest';
import { alarmOf } from './alarm.ts';
import { ODDS_RATIOS } from './reference/reference-bounds.ts';
import { latch } from './signals/latch.ts';
import { partial } from './signals/partial.ts';
import { retry } from './signals/retry.ts';
import { partKey } from './strata/stratum-key.ts';
import type { WatchPlan } from './watch-plan.ts';
import { startState, type WatchState } from './watch-state.ts';

const SIGNALS = [latch, partial, retry];
const CELL = { reference: { hits: 3, of: 400 } };
const EN = partKey({ model: 'm', requestLanguage: 'en' });
const JA = partKey({ model: 'm', requestLanguage: 'ja' });

/** Two signals are watched, the third is not. A signal is named by e-BH at a level of 0.05 times 0.9. */
const PLAN = {
  alpha: 0.05,
  horizon: 1000,
  threshold: 22_222,
  signals: SIGNALS,
  strata: new Map([['s', { key: 's', cells: [CELL, CELL, null] }]]),
} as unknown as WatchPlan;

/** Returns levels, the same for all alternatives of a signal. */
const levels = (...each: readonly number[]) => each.flatMap((level) => ODDS_RATIOS.map(() => level));

/** Both halves of the evidence are half of it: that of the whole, and that of the only part. */
const stateWith = (whole: number[], parts: Record<string, number[]> = { [EN]: whole }): WatchState => ({
  ...startState(0),
  seen: 70,
  whole,
  parts,
  strata: { s: { answers: 50, seen: [50, 40, 9], hits: [5, 4, 9] } },
});
const namedIn = (...each: readonly number[]) =>
  alarmOf(PLAN, stateWith(levels(...each)), 1, 0)
    .signals.filter(({ named }) => named)
    .map(({ id }) => id);

test('alone, a signal is named from 2 x 1000 / 0.045 on; two of them from half of that on', () => {
  expect(namedIn(44_445, 0, 0)).toEqual(['latch']);
  expect(namedIn(44_444, 0, 0)).toEqual([]);
  expect(namedIn(22_223, 22_224, 0)).toEqual(['partial', 'latch']);
  expect(namedIn(22_222, 22_222, 0)).toEqual([]);
});

test('a signal that is not watched takes no part', () => {
  const { signals } = alarmOf(PLAN, stateWith(levels(60, 40, 1e9)), 1, 0);
  expect(signals.map(({ id, share }) => [id, share])).toEqual([
    ['latch', 0.6],
    ['partial', 0.4],
  ]);
});

test('the most telling signal comes first; below a twentieth of the evidence it is left out, unless it is named', () => {
  const shown = (a: number, b: number) => alarmOf(PLAN, stateWith(levels(a, b, 0)), 1, 0).signals.map(({ id }) => id);
  expect(shown(5, 95)).toEqual(['partial', 'latch']);
  expect(shown(4, 96)).toEqual(['partial']);
  expect(shown(50_000, 2_000_000)).toEqual(['partial', 'latch']);
});

test('each tells its rates, in the reference and since; the alarm when and how much', () => {
  expect(alarmOf(PLAN, stateWith(levels(1, 0, 0)), 30_000, 99)).toEqual({
    at: 99,
    answers: 70,
    evidence: 30_000,
    threshold: 22_222,
    horizon: 1000,
    alpha: 0.05,
    signals: [
      {
        id: 'latch',
        title: latch.title,
        named: false,
        share: 1,
        reference: { hits: 3, of: 400 },
        observed: { hits: 5, of: 50 },
        part: null,
      },
    ],
  });
});

test('a part is blamed only where there are several and its level is above that of the whole', () => {
  const partOf = (whole: number, parts: Record<string, number[]>) =>
    alarmOf(PLAN, stateWith(levels(whole, 0, 0), parts), 1, 0).signals[0]?.part;
  const [low, high] = [levels(2, 0, 0), levels(9, 0, 0)];
  expect(partOf(5, { [EN]: low, [JA]: high })).toEqual({ model: 'm', language: 'ja' });
  expect(partOf(5, { [EN]: high, [JA]: low })).toEqual({ model: 'm', language: 'en' });
  expect(partOf(9, { [EN]: low, [JA]: high })).toBeNull();
  expect(partOf(5, { [JA]: high })).toBeNull();
});
