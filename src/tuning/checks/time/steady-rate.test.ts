import { expect, test } from 'vitest';
import type { LoggedStep } from '../../training-record.ts';
import { checkedRun } from '../checked-run.ts';
import { linesOf, recordOf } from '../fixtures/toy-history.ts';
import { paceSteady, tokensSteady } from './steady-rate.ts';

const runOf = (steps: readonly LoggedStep[]) =>
  checkedRun({ records: [recordOf({ steps })], data: [], base: null, attested: null });

/** Lines whose tokens and milliseconds grow by so much a step, with a scatter of up to 2 %. */
function growing(of: (step: number) => number): LoggedStep[] {
  let sum = 0;
  return linesOf(60, ({ step }) => {
    sum += of(step) * (1 + 0.001 * ((step * 7) % 20));
    return { tokens: Math.round(sum), time: 1_700_000_000_000 + Math.round(sum) };
  });
}

test('tokens that stay alike fit', () => {
  expect(tokensSteady.look(runOf(growing(() => 10_000)))).toMatchObject({ state: 'consistent' });
});

test.each<[string, number]>([
  ['longer', 15_000],
  ['shorter', 6000],
])('rows that are %s from some step on are doubtful, with the step', (_, tokens) => {
  const { state, detail, expected, found } = tokensSteady.look(runOf(growing((step) => (step < 31 ? 10_000 : tokens))));
  expect(state).toBe('cannot-tell');
  expect(detail.en).toContain('From step 31 on');
  expect(Number(expected) / 10_000).toBeCloseTo(1, 1);
  expect(Number(found) / tokens).toBeCloseTo(1, 1);
});

test('a change by less than 15 % is none, by more it is one', () => {
  const change = (by: number) => tokensSteady.look(runOf(growing((step) => (step < 31 ? 10_000 : 10_000 * by)))).state;
  expect([change(1.12), change(1.19), change(1 / 1.12), change(1 / 1.19)]).toEqual([
    ...['consistent', 'cannot-tell', 'consistent', 'cannot-tell'],
  ]);
});

test('a change of the pace counts from 30 % on, and is never a contradiction', () => {
  const pace = (by: number) => paceSteady.look(runOf(growing((step) => (step < 31 ? 1000 : 1000 * by))));
  expect(pace(1.25).state).toBe('consistent');
  expect(pace(1.35)).toMatchObject({ state: 'cannot-tell', expected: null, found: null });
  expect(pace(1.35).detail.en).toMatch(/^From step 31 on a step takes 1\.\d+ seconds instead of 1\./);
});

test.each([tokensSteady, paceSteady])('too few lines tell nothing: $check', (unit) => {
  expect(unit.look(runOf(growing(() => 1000).slice(0, 12))).state).toBe('cannot-tell');
  const none = checkedRun({ records: [], data: [], base: null, attested: null });
  expect(unit.look(none)).toMatchObject({ state: 'cannot-tell', sources: [] });
});

test('lines without a value are left out, and gaps between lines change no rate', () => {
  const gaps = growing(() => 10_000).filter(({ step }) => step % 2 === 0 || step > 30);
  expect(tokensSteady.look(runOf(gaps)).state).toBe('consistent');
  const some = gaps.map((line) => (line.step % 5 === 0 ? { ...line, tokens: null } : line));
  expect(tokensSteady.look(runOf(some)).state).toBe('consistent');
});
