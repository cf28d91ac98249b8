import { expect, test } from 'vitest';
import { checkedRun, STATEMENT_SOURCE } from './checked-run.ts';
import { declaredOf, honestHistory, knownDataOf, linesOf, recordOf } from './fixtures/toy-history.ts';

const totals = { steps: null, epochs: null, rows: null, tokens: null, seconds: null };
const NOTHING = { records: [], data: [], base: null, attested: null };

test('of nothing, nothing is known', () => {
  const run = checkedRun(NOTHING);
  expect(run).toMatchObject({
    log: null,
    logs: [],
    rows: null,
    mostRows: 0,
    steps: null,
    setSteps: null,
    adapter: null,
  });
  expect([run.isStreamed, run.isPacked, run.isSorted, run.said('epochs')]).toEqual([false, false, false, []]);
});

test('rows of all data are added, those that could not be read only to the most', () => {
  const data = [knownDataOf({ rows: 80, skippedRows: 3 }), knownDataOf({ rows: 20 })];
  expect(checkedRun({ ...NOTHING, data })).toMatchObject({ rows: 100, mostRows: 103 });
});

const pathsOf = (...records: ReturnType<typeof recordOf>[]) =>
  checkedRun({ ...NOTHING, records }).logs.map(({ path }) => path);

test('the main log is outside checkpoints, goes furthest, has most lines, and is the own one of the trainer', () => {
  const log = (path: string, parts: Partial<Parameters<typeof recordOf>[0]>) =>
    recordOf({ path, kind: 'csv', ...parts });
  expect(
    pathsOf(
      log('checkpoint', { steps: linesOf(30), checkpoint: 30 }),
      log('short', { steps: linesOf(20) }),
      log('gaps', { steps: linesOf(30).filter(({ step }) => step % 2 === 0) }),
      log('export', { steps: linesOf(30) }),
      log('own', { steps: linesOf(30), kind: 'trainer-state' }),
    ),
  ).toEqual(['own', 'export', 'gaps', 'short', 'checkpoint']);
});

test('a log goes as far as its trainer counted, or as its furthest line', () => {
  const counted = recordOf({ steps: linesOf(20), totals: { ...totals, steps: 40 } });
  expect(checkedRun({ ...NOTHING, records: [counted] }).steps).toEqual({ value: 40, source: 'trainer_state.json' });
  const less = recordOf({ steps: linesOf(20).toReversed(), totals: { ...totals, steps: 10 } });
  expect(checkedRun({ ...NOTHING, records: [less] }).steps?.value).toBe(20);
});

test('lines with neither a loss nor a learning rate are no log', () => {
  const bare = linesOf(3, () => ({ loss: null, learningRate: null }));
  expect(pathsOf(recordOf({ steps: bare }))).toEqual([]);
  const some = [...bare, ...linesOf(1, () => ({ step: 4, loss: null }))];
  expect(checkedRun({ ...NOTHING, records: [recordOf({ steps: some })] }).log!.steps).toHaveLength(1);
});

test('results that the trainer wrote beside the main log are summaries, those in other folders are not', () => {
  const records = [
    recordOf({ path: 'out/trainer_state.json', steps: linesOf() }),
    recordOf({ path: 'out/train_results.json', kind: 'train-results' }),
    recordOf({ path: 'other/train_results.json', kind: 'train-results' }),
    recordOf({ path: 'out/config.yaml', kind: 'axolotl' }),
  ];
  expect(checkedRun({ ...NOTHING, records }).summaries.map(({ path }) => path)).toEqual([
    'out/trainer_state.json',
    'out/train_results.json',
  ]);
});

const declaring = [
  recordOf({ path: 'log', steps: linesOf(), declared: declaredOf({ epochs: 1, maxSteps: 9 }) }),
  recordOf({ path: 'config', kind: 'axolotl', declared: declaredOf({ epochs: 2, datasets: [] }) }),
];

test('a statement is trusted before a configuration, and that before what a log keeps', () => {
  const attested = { declared: declaredOf({ epochs: 3 }) } as never;
  const run = checkedRun({ ...NOTHING, records: declaring, attested });
  expect(run.said('epochs')).toEqual([
    { value: 3, source: STATEMENT_SOURCE },
    { value: 2, source: 'config' },
    { value: 1, source: 'log' },
  ]);
  expect(run.written('epochs').map(({ source }) => source)).toEqual([STATEMENT_SOURCE, 'config']);
  expect(run.said('datasets')).toEqual([]);
});

test('a number of steps counts if somebody wrote it, and not against a statement of epochs alone', () => {
  expect(checkedRun({ ...NOTHING, records: declaring }).setSteps).toBeNull();
  const records = [recordOf({ path: 'config', kind: 'axolotl', declared: declaredOf({ maxSteps: 40 }) })];
  const setSteps = { value: 40, source: 'config' };
  expect(checkedRun({ ...NOTHING, records }).setSteps).toEqual(setSteps);
  const stated = (parts: Parameters<typeof declaredOf>[0]) =>
    checkedRun({ ...NOTHING, records, attested: { declared: declaredOf(parts) } as never }).setSteps;
  expect(stated({ epochs: 3 })).toBeNull();
  expect(stated({ epochs: 3, maxSteps: 50 })).toEqual({ value: 50, source: STATEMENT_SOURCE });
  expect(stated({ seed: 1 })).toEqual(setSteps);
});

test('a stream says that it has no end, by more than a thousand million epochs', () => {
  const isStreamed = (epochs: number) =>
    checkedRun({ ...NOTHING, records: [recordOf({ declared: declaredOf({ epochs }) })] }).isStreamed;
  expect([isStreamed(1e9), isStreamed(2 ** 63)]).toEqual([false, true]);
});

test('packing and an own order hold if anybody declares them', () => {
  const run = checkedRun({
    ...NOTHING,
    records: [
      recordOf({ declared: declaredOf({ isPacked: false, isSorted: null }) }),
      recordOf({ declared: declaredOf({ isPacked: true, isSorted: true }) }),
    ],
  });
  expect([run.isPacked, run.isSorted]).toEqual([true, true]);
  expect(checkedRun(honestHistory()).isPacked).toBe(false);
});

test('an adapter that was declared counts before the one that is there', () => {
  const adapter = { kind: 'lora', rank: 8, alpha: 16, targetModules: [], savedModules: [], baseModel: null };
  const there = recordOf({ path: 'adapter_config.json', adapter });
  expect(checkedRun({ ...NOTHING, records: [there] }).adapter).toEqual({
    value: adapter,
    source: 'adapter_config.json',
  });
  const config = recordOf({ path: 'config', declared: declaredOf({ adapter: { ...adapter, rank: 4 } }) });
  expect(checkedRun({ ...NOTHING, records: [there, config] }).adapter).toMatchObject({
    value: { rank: 4 },
    source: 'config',
  });
});
