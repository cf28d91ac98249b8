import { expect, test } from 'vitest';
import { mergedStep, metricMeaning, readMetricRows } from './metric-rows.ts';

test.each([
  ['loss', 'loss'],
  ['train/loss', 'loss'],
  ['Training/Loss ', 'loss'],
  ['train_loss', 'loss'],
  ['lr', 'learningRate'],
  ['train/global_step', 'step'],
  ['_timestamp', 'time'],
  ['eval/loss', null],
  ['valid/loss', null],
  ['eval_loss', null],
  // The mean of the whole run.
  ['train/train_loss', null],
  ['a/train/loss', null],
  ['constructor', null],
  ['', null],
])('the metric %j means %j', (name, meaning) => expect(metricMeaning(name)).toBe(meaning));

const read = (...rows: Record<string, unknown>[]) =>
  readMetricRows(
    rows.map((row) => new Map(Object.entries(row))),
    '_step',
  );
const said = (...rows: Record<string, unknown>[]) => read(...rows).unread.map(({ en }) => en);

test('rows of one step that follow one another are one line', () => {
  const rows = [
    { 'train/global_step': 10, 'train/loss': '2.5', _timestamp: 1_700_000_000 },
    { 'train/global_step': 10, 'train/learning_rate': 1e-4, _timestamp: 1_700_000_009 },
    { 'train/global_step': 20, 'train/loss': 2 },
  ];
  expect(read(...rows).steps).toMatchObject([
    { step: 10, loss: 2.5, learningRate: 1e-4, time: 1_700_000_000_000 },
    { step: 20, loss: 2, learningRate: null, time: null },
  ]);
  expect(said(...rows)).toEqual([]);
});

test('two losses of one step stay two lines', () => {
  expect(read({ global_step: 1, loss: 2 }, { global_step: 1, loss: 3 }).steps.map(({ loss }) => loss)).toEqual([2, 3]);
});

test('without optimizer steps the count of the tracker is taken, and that is said', () => {
  const rows = [
    { _step: 1, loss: 2 },
    { _step: '2', loss: 1.5 },
    { _step: 3, global_step: 30, loss: 1 },
  ];
  expect(read(...rows).steps.map(({ step }) => step)).toEqual([1, 2, 30]);
  expect(said(...rows)).toEqual([expect.stringMatching(/own count was taken: 2\.$/)]);
});

test('rows that train nothing or have no step are no lines', () => {
  expect(
    read({ global_step: 1, 'eval/loss': 1 }, { global_step: 2, epoch: 1 }, { loss: 1 }, { global_step: -1, loss: 1 })
      .steps,
  ).toEqual([]);
  expect(read({ global_step: 1, loss: '', lr: null }).steps).toEqual([]);
});

test('a loss that is no number is a line without one, and is counted', () => {
  const rows = [
    { global_step: 1, loss: 'NaN' },
    { global_step: 2, loss: 1 },
  ];
  expect(read(...rows).steps.map(({ loss }) => loss)).toEqual([null, 1]);
  expect(said(...rows)).toEqual([expect.stringContaining('1')]);
});

test('of two lines of one step the earlier value counts', () => {
  const line = { step: 1, epoch: null, loss: 2, learningRate: null, gradNorm: 0, time: null, tokens: null };
  const other = { step: 1, epoch: 1, loss: 3, learningRate: 1e-4, gradNorm: 1, time: 5, tokens: 9 };
  expect(mergedStep(line, other)).toEqual({ ...other, loss: 2, gradNorm: 0 });
});
