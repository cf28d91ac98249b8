import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Detector } from '../../detectors/index.ts';
import { threadDetector } from '../fixtures/thread-detector.ts';
import { scan } from '../scan.ts';

const detectors = [threadDetector as Detector];
const workerUrl = new URL('../fixtures/thread-worker.mjs', import.meta.url);
let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-threads-test-'));
  path = join(folder, 'a.jsonl');
  writeFileSync(path, '{"prompt":"Name one","completion":"A lemon."}\n'.repeat(50));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Returns the thread that concluded and the number of rows that were shown. */
async function concluder(options: { signal?: AbortSignal; onProgress?: () => void; workerUrl?: URL } = {}) {
  const limits = { chunkBytes: 500, blockBytes: 500 };
  const { findings } = await scan({ paths: [path], jobs: 2, limits, detectors, workerUrl, ...options });
  return findings.map(({ key, count }) => ({ key, count }))[0]!;
}

test('a thread serves one scan after the other, and remembers nothing', async () => {
  const first = await concluder();
  expect(first.count).toBe(50);
  expect(await concluder()).toEqual(first);
});

test('the threads of a scan that was stopped are not used again', async () => {
  // A unique URL, so that no thread kept from another test is used.
  const own = new URL('?stopped', workerUrl);
  const stop = new AbortController();
  const stopped = concluder({ workerUrl: own, signal: stop.signal, onProgress: () => stop.abort() });
  await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
  const later = new Worker('', { eval: true });
  const { threadId } = later;
  await later.terminate();
  const next = await concluder({ workerUrl: own });
  expect(next.count).toBe(50);
  expect(Number(next.key)).toBeGreaterThan(threadId);
});

test('two scans at once have threads of their own', async () => {
  const [a, b] = await Promise.all([concluder(), concluder()]);
  expect([a.count, b.count]).toEqual([50, 50]);
  expect(a.key).not.toBe(b.key);
});
