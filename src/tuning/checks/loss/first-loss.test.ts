import { expect, test } from 'vitest';
import { checkedRun } from '../checked-run.ts';
import { honestHistory, knownDataOf, linesOf } from '../fixtures/toy-history.ts';
import { firstLoss } from './first-loss.ts';

/** A run whose lines from `first` on all have this loss; its steps take ten rows. */
const look = (loss: number | null, baseLoss: number | undefined = 2, first = 1, parts = {}) => {
  const lines = linesOf(30, () => ({ loss })).filter(({ step }) => step >= first);
  return firstLoss.look(
    checkedRun({ ...honestHistory({}, lines), ...(baseLoss === undefined ? {} : { baseLoss }), ...parts }),
  );
};

// Lines of steps 1 and 2 cover 20 rows: room is 0.02 + 2 * (0.1 + 0.6 / sqrt(20)) = 0.4883.
test.each([
  [2, 'consistent'],
  [2.488, 'consistent'],
  [2.489, 'inconsistent'],
  [1.512, 'consistent'],
  [1.511, 'inconsistent'],
])('a log that begins with %d where the base has 2: %s', (loss, state) => {
  expect(look(loss)).toMatchObject({ state, sources: ['trainer_state.json', '--base-loss'] });
});

test('the first lines are averaged', () => {
  const lines = linesOf(30, ({ step }) => ({ loss: step === 1 ? 2.9 : step === 2 ? 1.1 : 9 }));
  expect(firstLoss.look(checkedRun({ ...honestHistory({}, lines), baseLoss: 2 }))).toMatchObject({
    state: 'consistent',
    found: '2',
  });
});

test('a later first line may be lower, since much is learned by then, and one after step 25 says nothing', () => {
  expect(look(0.1, 2, 3).state).toBe('consistent');
  expect(look(9, 2, 3).state).toBe('inconsistent');
  expect(look(9, 2, 25).state).toBe('inconsistent');
  expect(look(9, 2, 26)).toMatchObject({ state: 'cannot-tell', expected: null });
});

test('a sum over the batches of an accumulation, which some trainers logged, is doubtful', () => {
  // The accumulation is 2.
  expect(look(4)).toMatchObject({ state: 'cannot-tell', expected: '2', found: '4' });
  expect(look(1)).toMatchObject({ state: 'cannot-tell', expected: '2', found: '1' });
  expect(look(8).state).toBe('inconsistent');
});

test('without a loss of the base, a loss in the log, or a mean over rows it cannot tell', () => {
  const lines = linesOf(30);
  expect(firstLoss.look(checkedRun(honestHistory({}, lines))).detail.en).toContain('--base-loss');
  expect(look(null).detail.en).toBe('The log has no loss.');
  expect(look(9, 2, 1, { data: [knownDataOf({ isPreference: true })] }).state).toBe('cannot-tell');
});
