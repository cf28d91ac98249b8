import { expect, test } from 'vitest';
import { checkedRun } from '../checked-run.ts';
import { declaredOf, honestHistory, knownDataOf, linesOf, recordOf } from '../fixtures/toy-history.ts';
import { rowsTrained } from './rows-trained.ts';

function look(rows: number | null, { declared = {}, data = [knownDataOf()], seconds = null as number | null } = {}) {
  const totals = { steps: 30, epochs: 3, rows, tokens: null, seconds };
  const records = [
    recordOf({ path: 'config', kind: 'axolotl', declared: declaredOf({ epochs: 3, ...declared }) }),
    recordOf({ steps: linesOf(), totals }),
  ];
  return rowsTrained.look(checkedRun(honestHistory({ records, data })));
}

test('rows times epochs are what the trainer counts', () => {
  expect(look(300)).toMatchObject({
    state: 'consistent',
    expected: '300',
    found: '300',
    sources: ['trainer_state.json', 'config'],
  });
});

test.each([
  // One row, and one in a hundred for rounding.
  [304, null, 'consistent'],
  [305, null, 'inconsistent'],
  [296, null, 'consistent'],
  // Fewer may have been held out.
  [295, null, 'cannot-tell'],
  // With a runtime the rounding is known: 0.06 + 0.03.
  [301, 100, 'consistent'],
  [302, 100, 'inconsistent'],
  [298, 100, 'cannot-tell'],
])('%i rows in %j seconds for 300: %s', (rows, seconds, state) => {
  expect(look(rows, { seconds }).state).toBe(state);
});

test('rows that could not be read here may have been trained', () => {
  const data = [knownDataOf({ skippedRows: 10 })];
  expect([look(330, { data }).state, look(335, { data }).state]).toEqual(['consistent', 'inconsistent']);
});

test('packing, a set number of steps, preferences and a missing summary or data leave it open', () => {
  expect(look(null)).toMatchObject({ state: 'cannot-tell', expected: null });
  expect(look(900, { data: [] }).detail.en).toContain('--data');
  expect(look(900, { declared: { isPacked: true } }).state).toBe('cannot-tell');
  expect(look(900, { declared: { maxSteps: 30 } }).state).toBe('cannot-tell');
  expect(look(900, { data: [knownDataOf({ isPreference: true })] }).state).toBe('cannot-tell');
  expect(look(900, { declared: { epochs: null } }).state).toBe('cannot-tell');
});
