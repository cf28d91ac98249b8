import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Task } from '../../lab/index.ts';
import { PretendWorker, pretend } from './fixtures/pretend-worker.ts';
import { LabThreads } from './lab-threads.ts';

vi.mock(import('node:worker_threads'), async (original) => ({
  ...(await original()),
  Worker: (await import('./fixtures/pretend-worker.ts')).PretendWorker as never,
}));
afterEach(() => {
  PretendWorker.started.length = 0;
  PretendWorker.answer = () => [];
});

const base = (seed: number): Extract<Task, { kind: 'base' }> => ({ kind: 'base', seed, kernels: 'plain' });
const seedsOf = ({ tasks }: PretendWorker) => tasks.map((task) => (task.kind === 'speed' ? 0 : task.seed));
/** Lets a thread answer its last task. */
const finish = (worker: PretendWorker) => {
  for (const message of pretend(worker.tasks.at(-1)!)) worker.emit('message', message);
};

describe('threads of the lab', () => {
  test('none is started before there is something to do, and then no more than are needed', async () => {
    PretendWorker.answer = (task) => pretend(task);
    const threads = new LabThreads(4, () => undefined);
    expect(PretendWorker.started).toHaveLength(0);
    await threads.submit(base(1));
    await threads.submit(base(2));
    expect(PretendWorker.started.map(seedsOf)).toEqual([[1, 2]]);
    await threads.close();
  });

  test('at most so many are at work, each with one task; the first that waits is the next', async () => {
    const threads = new LabThreads(2, () => undefined);
    const results = [1, 2, 3, 4].map((seed) => threads.submit(base(seed)));
    const [one, two] = PretendWorker.started;
    expect(PretendWorker.started.map(seedsOf)).toEqual([[1], [2]]);
    finish(two!);
    expect(PretendWorker.started.map(seedsOf)).toEqual([[1], [2, 3]]);
    finish(one!);
    finish(one!);
    finish(two!);
    expect((await Promise.all(results)).map(({ base: { seed } }) => seed)).toEqual([1, 2, 3, 4]);
    expect(PretendWorker.started.map(seedsOf)).toEqual([
      [1, 4],
      [2, 3],
    ]);
    await threads.close();
  });

  test('each step is told, with the task that it belongs to', async () => {
    PretendWorker.answer = (task) => pretend(task);
    const steps: unknown[] = [];
    const threads = new LabThreads(1, (task) => void steps.push(task));
    await Promise.all([threads.submit(base(1)), threads.submit(base(2))]);
    expect(steps).toEqual([base(1), base(2)]);
    await threads.close();
  });

  test('kernels are timed like any task', async () => {
    PretendWorker.answer = (task) => pretend(task);
    const threads = new LabThreads(1, () => undefined);
    expect(await threads.measure('plain')).toEqual({ kernels: 'plain', training: 1000, decoding: 100 });
    await threads.close();
  });
});

describe('what goes wrong', () => {
  test('in a task is told to who asked for it; the thread goes on', async () => {
    const message = { en: 'there is no row x', ja: 'x はありません' };
    const advice = { en: 'Choose.', ja: '選んでください。' };
    PretendWorker.answer = (task) =>
      task.kind === 'base' && task.seed === 1
        ? [{ kind: 'failed', code: 'usage', message, advice, trace: 'at task' }]
        : pretend(task);
    const threads = new LabThreads(1, () => undefined);
    await expect(threads.submit(base(1))).rejects.toMatchObject({
      name: 'ZenbunError',
      code: 'usage',
      localized: message,
      localizedAdvice: advice,
      cause: { message: 'at task' },
    });
    expect(await threads.submit(base(2))).toMatchObject({ base: { seed: 2 } });
    await threads.close();
  });

  test.each([
    ['breaks', 'error', new Error('out of memory')],
    ['ends', 'exit', 1],
  ])('a thread that %s ends all of them, and all that waits', async (_, event, value) => {
    const threads = new LabThreads(2, () => undefined);
    const waiting = Promise.allSettled([1, 2, 3].map((seed) => threads.submit(base(seed))));
    PretendWorker.started[0]!.emit(event, value);
    for (const one of await waiting) {
      expect(one).toMatchObject({ status: 'rejected', reason: { name: 'ZenbunError', code: 'internal' } });
    }
    expect(PretendWorker.started.every(({ terminated }) => terminated)).toBe(true);
    await expect(threads.submit(base(4))).rejects.toMatchObject({ code: 'internal' });
  });

  test('closing ends what is under way and what waits; nothing more is taken', async () => {
    let steps = 0;
    const threads = new LabThreads(1, () => {
      steps += 1;
    });
    const waiting = Promise.allSettled([1, 2].map((seed) => threads.submit(base(seed))));
    await threads.close();
    for (const one of await waiting) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'interrupted' } });
    expect(PretendWorker.started.map(({ terminated }) => terminated)).toEqual([true]);
    // A result that was still on its way is ignored.
    finish(PretendWorker.started[0]!);
    expect(steps).toBe(0);
    await expect(threads.submit(base(3))).rejects.toMatchObject({ code: 'interrupted' });
    expect(PretendWorker.started).toHaveLength(1);
    await threads.close();
  });
});
