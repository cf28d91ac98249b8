import { expect, test } from 'vitest';
import type { LoggedStep } from '../../training-record.ts';
import { checkedRun } from '../checked-run.ts';
import { honestHistory, knownDataOf, linesOf } from '../fixtures/toy-history.ts';
import { lossFloor } from './loss-floor.ts';

/** Rows of at most 100 tokens with 50 nats of answers to one prompt: no mean loss can be below 0.5. */
const DATA = knownDataOf({ rows: 10, targetChars: 10, tokens: [10, 1000], entropyGivenPrompt: 50 });

const look = (change: (line: LoggedStep) => Partial<LoggedStep>, data = [DATA], count = 30) =>
  lossFloor.look(checkedRun(honestHistory({ data }, linesOf(count, change))));

test.each([
  [1, 'consistent'],
  // A twentieth is left for rounding.
  [0.476, 'consistent'],
  [0.474, 'cannot-tell'],
  // The log may hold a share of the mean: the accumulation is 2. A half is left for rows that were held out.
  [0.126, 'cannot-tell'],
  [0.124, 'inconsistent'],
])('a last epoch with a loss of %d, where 0.5 is the least: %s', (loss, state) => {
  expect(look(() => ({ loss }))).toMatchObject({ state, expected: '≥ 0.5', found: String(loss) });
});

test('only the last whole pass counts', () => {
  expect(look(({ epoch }) => ({ loss: epoch! > 2 ? 1 : 0.01 })).found).toBe('1');
  expect(look(({ epoch }) => ({ loss: epoch! > 2 ? 0.01 : 1 })).state).toBe('inconsistent');
});

test('less than an epoch, or fewer than three losses in the last, are no pass', () => {
  expect(look(() => ({ loss: 0.01 }), [DATA], 9)).toMatchObject({ state: 'cannot-tell', expected: null });
  expect(look(({ step }) => ({ loss: step > 28 ? 0.01 : null })).expected).toBeNull();
  expect(look(({ step }) => ({ loss: step > 27 ? 0.01 : null })).state).toBe('inconsistent');
});

test('data in which no prompt has several answers, and preferences, bound nothing', () => {
  const state = (parts: object) => look(() => ({ loss: 0 }), [{ ...DATA, ...parts }]).state;
  expect([state({ entropyGivenPrompt: 0.09 }), state({ entropyGivenPrompt: 0.11 })]).toEqual([
    'cannot-tell',
    'inconsistent',
  ]);
  expect([state({ isPreference: true }), look(() => ({ loss: 0 }), []).state]).toEqual(['cannot-tell', 'cannot-tell']);
});
