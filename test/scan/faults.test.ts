import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ErrorCode } from '../../src/errors.ts';
import { type ScanOptions, scan } from '../../src/scan/index.ts';
import { testDetectors } from './word-detectors.ts';

const workerUrl = new URL('./word-worker.mjs', import.meta.url);
const row = (prompt: string) => `${JSON.stringify({ prompt, completion: 'A lemon.' })}\n`;
const failing = (code: ErrorCode, message = '') =>
  expect.objectContaining({ name: 'ZenbunError', code, message: expect.stringContaining(message) });

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
const run = (options: Partial<ScanOptions>) =>
  scan({
    paths: [at('a.jsonl')],
    detectors: testDetectors(),
    limits: { chunkBytes: 500, blockBytes: 500 },
    ...options,
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faults-test-'));
  mkdirSync(at('tmp'));
  vi.stubEnv('TMPDIR', at('tmp'));
  writeFileSync(at('a.jsonl'), row('Name one').repeat(200));
});
afterEach(() => {
  vi.unstubAllEnvs();
  expect(readdirSync(at('tmp')).filter((name) => name.startsWith('zenbun'))).toEqual([]);
  rmSync(folder, { recursive: true });
});

for (const jobs of [1, 2]) {
  test(`a detector that throws is a defect, told with its row (jobs ${jobs})`, async () => {
    writeFileSync(at('a.jsonl'), row('Name one').repeat(200) + row('throw') + row('Name one').repeat(200));
    await expect(run({ jobs, workerUrl, rows: at('rows') })).rejects.toThrow(
      failing('internal', 'closed-answer-set failed at row 201'),
    );
    expect(readdirSync(folder).sort()).toEqual(['a.jsonl', 'tmp']);
  });
}

test('a worker that dies ends the scan with an error, not with a wait', async () => {
  writeFileSync(at('a.jsonl'), row('Name one').repeat(200) + row('exit') + row('Name one').repeat(200));
  await expect(run({ jobs: 2, workerUrl })).rejects.toThrow(failing('internal', 'worker'));
});

test('a worker that cannot be loaded ends the scan with an error', async () => {
  await expect(run({ jobs: 2, workerUrl: new URL('./missing.mjs', import.meta.url) })).rejects.toThrow(
    failing('internal'),
  );
});

test('a stop ends a worker that is stuck, and leaves nothing behind', async () => {
  writeFileSync(at('a.jsonl'), row('Name one').repeat(20) + row('hang'));
  const stop = new AbortController();
  const onProgress = () => stop.abort();
  const work = run({ jobs: 2, workerUrl, signal: stop.signal, onProgress, clean: at('clean') });
  await expect(work).rejects.toThrow(failing('interrupted'));
  expect(readdirSync(folder).sort()).toEqual(['a.jsonl', 'tmp']);
});

test('a stop works in every phase of one thread', async () => {
  for (const phase of ['read', 'second-pass', 'write']) {
    const stop = new AbortController();
    const onProgress = (progress: { phase: string }) => progress.phase === phase && stop.abort();
    const work = run({ signal: stop.signal, onProgress, clean: at('clean'), rows: at('rows') });
    await expect(work).rejects.toThrow(failing('interrupted'));
    expect(readdirSync(folder).sort()).toEqual(['a.jsonl', 'tmp']);
  }
});

test('a stop before the start reads nothing; a stop works while standard input is silent', async () => {
  await expect(run({ signal: AbortSignal.abort() })).rejects.toThrow(failing('interrupted'));
  const stop = new AbortController();
  const stdin = (async function* () {
    yield Buffer.from(row('Name one'));
    stop.abort();
    await new Promise(() => {});
  })();
  await expect(run({ paths: ['-'], stdin, signal: stop.signal })).rejects.toThrow(failing('interrupted'));
});

test('a full disk is not-written, a missing folder a wrong place, and what was there stays', async () => {
  writeFileSync(at('clean'), 'before');
  await expect(run({ clean: at('clean'), rows: '/dev/full' })).rejects.toThrow(failing('not-written', 'disk is full'));
  await expect(run({ clean: at('clean'), rows: at('none/rows') })).rejects.toThrow(failing('usage'));
  expect(readFileSync(at('clean'), 'utf8')).toBe('before');
  expect(readdirSync(folder).sort()).toEqual(['a.jsonl', 'clean', 'tmp']);
});

test('a kill in mid-write leaves the place as it was', async () => {
  writeFileSync(at('clean'), 'before');
  const child = fork(new URL('./scan-child.mjs', import.meta.url), [at('a.jsonl'), at('clean')]);
  await once(child, 'message');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(readFileSync(at('clean'), 'utf8')).toBe('before');
});

test.skipIf(process.getuid?.() === 0)('a folder without permission is told before anything is read', async () => {
  mkdirSync(at('closed'));
  chmodSync(at('closed'), 0o555);
  await expect(run({ rows: at('closed/rows') })).rejects.toThrow(failing('not-written'));
});

test('an output never takes the place of an input', async () => {
  await expect(run({ clean: at('tmp/../a.jsonl') })).rejects.toThrow(failing('usage', 'overwrite'));
  await expect(run({ rows: at('a.jsonl') })).rejects.toThrow(failing('usage', 'overwrite'));
});

test('one file that cannot be read fails the scan; several are told in one error', async () => {
  writeFileSync(at('b.jsonl'), '{"nothing":"known"}\n');
  writeFileSync(at('c.jsonl'), '');
  await expect(run({ paths: [at('a.jsonl'), at('b.jsonl')] })).rejects.toThrow(failing('unreadable', 'b.jsonl'));
  const all = run({ paths: [at('*.jsonl')], clean: at('tmp') });
  await expect(all).rejects.toThrow(failing('unreadable', '2 of 3 inputs could not be read'));
  await expect(all).rejects.toThrow(/b\.jsonl.*\n.*c\.jsonl/);
});

test('a file that changes between two readings is damaged, not half checked', async () => {
  const onProgress = ({ phase }: { phase: string }) => {
    if (phase === 'second-pass') writeFileSync(at('a.jsonl'), row('Name two').repeat(200));
  };
  await expect(run({ onProgress })).rejects.toThrow(failing('damaged', 'changed'));
});

test('a number of jobs that cannot be is a usage error', async () => {
  for (const jobs of [0, 1.5, 1_000]) await expect(run({ jobs })).rejects.toThrow(failing('usage'));
  await expect(run({ jobs: 2 })).rejects.toThrow(failing('usage', 'workerUrl'));
});
