import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import type { Detector } from '../../detectors/index.ts';
import type { ScanOptions } from '../options.ts';
import { startEngine } from './start-engine.ts';

const MEBIBYTE = 2 ** 20;
const own: readonly Detector[] = [];
/** A module that answers nothing; these tests only count its threads. */
const workerUrl = new URL(
  'data:text/javascript,import { parentPort } from "node:worker_threads"; parentPort.on("message", () => {});',
);

/** Returns the number of chunks the engine takes at a time: 1 in this thread, two for each worker. */
async function capacity(options: Omit<ScanOptions, 'paths'>, totalBytes: number): Promise<number> {
  const engine = startEngine({ paths: [], ...options }, totalBytes);
  await engine.close();
  return engine.capacity;
}

test('small inputs, and those of a size that nobody knows, are read in this thread', async () => {
  for (const bytes of [0, 1, 48 * MEBIBYTE, 96 * MEBIBYTE - 1]) expect(await capacity({ workerUrl }, bytes)).toBe(1);
});

test('large inputs are read by as many threads as are worth it, and no more than there are processors', async () => {
  const worthwhile = Math.min(availableParallelism(), 2);
  expect(await capacity({ workerUrl }, 96 * MEBIBYTE)).toBe(worthwhile === 1 ? 1 : 2 * worthwhile);
  const most = availableParallelism();
  expect(await capacity({ workerUrl }, 2 ** 50)).toBe(most === 1 ? 1 : 2 * most);
});

test('whoever names a number of jobs gets it, whatever the size', async () => {
  expect(await capacity({ workerUrl, jobs: 3 }, 1)).toBe(6);
  expect(await capacity({ workerUrl, jobs: 1 }, 2 ** 50)).toBe(1);
});

test('own detectors run in this thread, and in workers only where a module serves them', async () => {
  expect(await capacity({ detectors: own }, 2 ** 50)).toBe(1);
  expect(await capacity({ detectors: own, jobs: 2, workerUrl }, 1)).toBe(4);
  expect(() => startEngine({ paths: [], detectors: own, jobs: 2 }, 1)).toThrow(
    expect.objectContaining({ code: 'usage', advice: 'Set workerUrl, or set jobs to 1.' }),
  );
});

test.each([0, -1, 1.5, 257, Number.NaN, Number.POSITIVE_INFINITY])('%s jobs cannot be', (jobs) => {
  expect(() => startEngine({ paths: [], detectors: own, jobs }, 1)).toThrow(
    expect.objectContaining({ code: 'usage', message: expect.stringContaining(`1 to 256, not ${jobs}`) }),
  );
});
