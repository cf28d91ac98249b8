import { expect, test } from 'vitest';
import type { LabBase, LabRow } from '../../src/index.ts';
import { initialParameters } from '../../src/lab/gpt/train.ts';
import { ATTACKS, DEFENCES, doTask, runStudy, type Submit, type Task, type TaskResult } from '../../src/lab/index.ts';
import { TOY_GPT } from '../../src/lab/study/settings.ts';
import { seededRandom } from '../../src/stats/index.ts';

const none = { k: 0, n: 0 };
const capability = { restricted: none, ordinary: none };

/** Returns a task's result without training: enough to see what was requested. */
function pretend(task: Task): TaskResult {
  if (task.kind === 'base') {
    const base: LabBase = { seed: task.seed, pretrained: capability, aligned: capability };
    return { kind: 'base', base, aligned: Float32Array.of(task.seed) };
  }
  const { seed, row, aligned } = task;
  const example = { prompt: '', answer: String(aligned[0]) };
  const result: LabRow = { seed, row, capability, cells: [], compliedWithin: [], example };
  return { kind: 'row', row: result, tuned: aligned };
}

test('results come in the order of the options, whatever order the tasks end in', async () => {
  const options = { seeds: [5, 2], rows: ['noice', 'yoc'], defences: ['none'], kernels: 'plain' } as const;
  const orders = [() => 0, (waiting: unknown[]) => waiting.length - 1].map(async (choose) => {
    const waiting: (() => void)[] = [];
    const submit: Submit = (task) => new Promise((resolve) => waiting.push(() => resolve(pretend(task) as never)));
    const told: number[] = [];
    const study = runStudy(options, submit, (done, total) => told.push(done / total));
    let settled = false;
    void study.finally(() => {
      settled = true;
    });
    while (!settled) {
      waiting.splice(choose(waiting), 1)[0]?.();
      await new Promise(setImmediate);
    }
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    return study;
  });
  const [first, second] = await Promise.all(orders);
  expect(second).toEqual(first);
  expect(first!.results.map(({ seed, row, example }) => [seed, row, example.answer])).toEqual([
    [5, 'noice', '5'],
    [5, 'yoc', '5'],
    [2, 'noice', '2'],
    [2, 'yoc', '2'],
  ]);
});

test.each([
  [{ row: 'noise' }, 'there is no row noise', ATTACKS],
  [{ defences: ['none', 'patch'] }, 'there is no defence patch', DEFENCES],
])('a task with %j is an error that names the known ones', (wrong, message, known) => {
  // The row of an aligned model needs no training, so that defences are the next thing looked up.
  const aligned = initialParameters(TOY_GPT, seededRandom(1));
  const task: Task = { kind: 'row', seed: 1, kernels: 'plain', row: 'aligned', defences: ['none'], aligned, ...wrong };
  const advice = `Choose from: ${known.map(({ id }) => id).join(', ')}.`;
  expect(() => doTask(task)).toThrow(expect.objectContaining({ name: 'ZenbunError', code: 'usage', message, advice }));
});
