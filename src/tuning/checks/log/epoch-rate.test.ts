import { expect, test } from 'vitest';
import type { LoggedStep, TrainingRecord } from '../../training-record.ts';
import { checkedRun } from '../checked-run.ts';
import { declaredOf, linesOf, recordOf } from '../fixtures/toy-history.ts';
import { epochRate } from './epoch-rate.ts';

const look = (steps: readonly LoggedStep[], parts: Partial<TrainingRecord> = {}) =>
  epochRate.look(checkedRun({ records: [recordOf({ steps, ...parts })], data: [], base: null, attested: null }));

test('epochs that grow with steps fit, with the steps of one epoch', () => {
  expect(look(linesOf(30))).toMatchObject({ state: 'consistent', expected: '10', found: '10' });
});

test('two decimals, and a step at the end of each pass, are no contradiction', () => {
  const rounded = linesOf(30, ({ step }) => ({ epoch: Number((step / 10.37).toFixed(2)) }));
  expect(look(rounded).state).toBe('consistent');
  // Slack here: 0.011 + max(0.1, 0.5 * 0.1 * 3) = 0.161.
  const at = (off: number) => look(linesOf(30, ({ step }) => (step === 15 ? { epoch: 1.5 + off } : {}))).state;
  expect([at(0.16), at(0.17), at(-0.16), at(-0.17)]).toEqual([
    ...['consistent', 'inconsistent', 'consistent', 'inconsistent'],
  ]);
});

test('data that were exchanged during the run change the rate, and the first such step is named', () => {
  const exchanged = linesOf(30, ({ step }) => ({ epoch: step <= 15 ? step / 10 : 1.5 + (step - 15) / 20 }));
  const { state, detail, found } = look(exchanged);
  expect(state).toBe('inconsistent');
  expect(detail.en).toMatch(/^At step \d+ the log is at epoch/);
  expect(Number(found)).toBeGreaterThan(0);
});

test('totals at the end count as a line of their own', () => {
  const totals = { rows: null, tokens: null, seconds: null };
  expect(look(linesOf(30), { totals: { ...totals, steps: 30, epochs: 3 } }).state).toBe('consistent');
  expect(look(linesOf(30), { totals: { ...totals, steps: 30, epochs: 4 } })).toMatchObject({
    state: 'inconsistent',
    found: '4',
  });
  expect(look(linesOf(30), { totals: { ...totals, steps: null, epochs: 4 } }).state).toBe('consistent');
});

test('packing makes the length of a pass a guess, by a twentieth of all epochs', () => {
  const off = linesOf(30, ({ step }) => (step === 15 ? { epoch: 1.8 } : {}));
  expect(look(off).state).toBe('inconsistent');
  expect(look(off, { declared: declaredOf({ isPacked: true }) }).state).toBe('consistent');
});

test('three lines, no epochs and a stream tell nothing', () => {
  expect(look(linesOf(3)).state).toBe('cannot-tell');
  expect(look(linesOf(4)).state).toBe('consistent');
  expect(look(linesOf(30, () => ({ epoch: null }))).state).toBe('cannot-tell');
  expect(look(linesOf(30, () => ({ epoch: 0 }))).state).toBe('cannot-tell');
  expect(look(linesOf(30), { declared: declaredOf({ epochs: 1e18 }) }).state).toBe('cannot-tell');
});
