import { expect, test } from 'vitest';
import { declaredOf, linesOf, recordOf } from '../checks/fixtures/toy-history.ts';
import type { TrainingRecord } from '../training-record.ts';
import { joinRecords } from './join-records.ts';

const read = (parts: Partial<TrainingRecord>) => ({ state: 'read' as const, record: recordOf(parts) });
const joined = (...parts: Partial<TrainingRecord>[]) => joinRecords(parts.map(read) as never);

const line = (step: number, parts: object) => ({
  ...linesOf(1)[0]!,
  ...{ step, epoch: null, loss: null, learningRate: null, gradNorm: null, time: null },
  ...parts,
});

test('the files of an MLflow run become one record with its lines in order', () => {
  const records = joined(
    { path: 'mlruns/0/r1/metrics/loss', kind: 'mlflow-metric', steps: [line(2, { loss: 1.5 }), line(1, { loss: 2 })] },
    { path: 'mlruns/0/r1/metrics/learning_rate', kind: 'mlflow-metric', steps: [line(2, { learningRate: 1e-4 })] },
    { path: 'mlruns/0/r1/params/seed', kind: 'mlflow-parameter', declared: declaredOf({ seed: 7 }) },
    { path: 'mlruns/0/r1/params/epochs', kind: 'mlflow-parameter', declared: declaredOf({ epochs: 3 }) },
  );
  expect(records).toHaveLength(1);
  expect(records[0]).toMatchObject({
    path: 'mlruns/0/r1',
    kind: 'mlflow',
    declared: { seed: 7, epochs: 3, datasets: [] },
  });
  expect(records[0]!.steps).toEqual([line(1, { loss: 2 }), line(2, { loss: 1.5, learningRate: 1e-4 })]);
});

test('two runs stay apart, and a run may be the folder itself', () => {
  const parameter = (path: string) => ({ path, kind: 'mlflow-parameter', declared: declaredOf({ seed: 1 }) });
  const paths = joined(
    parameter('a/params/seed'),
    parameter('b/params/seed'),
    parameter('params/x/params/seed'),
    parameter('params/seed'),
  );
  expect(paths.map(({ path }) => path)).toEqual(['a', 'b', 'params/x', '']);
});

test('other records stay as they are, before those that were joined; what was not read is left out', () => {
  const log = recordOf({ path: 'log', steps: linesOf(2) });
  const part = recordOf({ path: 'r/params/seed', kind: 'mlflow-parameter', declared: declaredOf({ seed: 1 }) });
  const readings = [read(part), { state: 'failed' }, read(log)] as never;
  expect(joinRecords(readings).map(({ path }) => path)).toEqual(['log', 'r']);
  expect(joinRecords(readings)[0]).toEqual(log);
});

const config = (path: string, parts: Parameters<typeof declaredOf>[0], kind = 'axolotl') => ({
  path,
  kind,
  declared: declaredOf(parts),
});
const unreadIn = (...parts: Partial<TrainingRecord>[]) =>
  joined(...parts).map(({ unread }) => unread.map(({ en }) => en));

test('configurations in one folder that differ both stay, and each names the values of the other', () => {
  const two = unreadIn(
    config('run/a.yaml', { epochs: 3, seed: 1 }),
    config('run/b.yaml', { epochs: 5, seed: 1 }, 'trl'),
  );
  expect(two).toEqual([
    ['Another configuration in the same folder, run/b.yaml, declares other values: epochs 3 / 5.'],
    ['Another configuration in the same folder, run/a.yaml, declares other values: epochs 5 / 3.'],
  ]);
});

test.each<[string, ReturnType<typeof config>]>([
  ['in another folder', config('other/b.yaml', { epochs: 5 })],
  ['in a folder below', config('run/x/b.yaml', { epochs: 5 })],
  ['that says the same', config('run/b.yaml', { epochs: 3 })],
  ['that says nothing of it', config('run/b.yaml', { seed: 5 })],
  ['of which the value is not compared', config('run/b.yaml', { epochs: 3, maxLength: 5 })],
  // What a trainer keeps in its log is derived.
  ['that is a log', config('run/b.yaml', { epochs: 5 }, 'trainer-state')],
])('a configuration %s is no other one', (_, other) => {
  expect(unreadIn(config('run/a.yaml', { epochs: 3, maxLength: 4 }), other)).toEqual([[], []]);
});
