import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ScanProgress } from '../options.ts';
import { scan } from '../scan.ts';
import { rereadableFiles, ScannedRows } from './reread.ts';

let folder: string;
const at = (name: string) => join(folder, name);
const row = (prompt: string) => `${JSON.stringify({ prompt, completion: 'A lemon.' })}\n`;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zenbun-'));
  mkdirSync(at('in'));
  writeFileSync(at('in/a.jsonl'), `${row('one')}{broken\n${row('two')}`);
  writeFileSync(at('in/b.jsonl'), row('three'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Scans the folder once and returns its rows. */
async function scannedRows(options: Parameters<typeof ScannedRows.of>[2] = {}): Promise<ScannedRows> {
  const files = await rereadableFiles([at('in')], undefined);
  const { inputs } = await scan({ paths: [at('in')], detectors: [] });
  return ScannedRows.of(files, inputs, options);
}

async function prompts(rows: ScannedRows): Promise<string[]> {
  const seen: string[] = [];
  await rows.each(({ targets }) => void seen.push(targets[0]!.prompt));
  return seen;
}

test('every readable row is shown in the order of files and lines, as often as it is asked for', async () => {
  for (const limits of [{}, { chunkBytes: 1, blockBytes: 16 }]) {
    const rows = await scannedRows({ limits });
    expect(await prompts(rows)).toEqual(['one', 'two', 'three']);
    expect(await prompts(rows)).toEqual(['one', 'two', 'three']);
    await rows.close();
  }
});

test('each reading is told as a second pass, skipped rows included', async () => {
  const told: ScanProgress[] = [];
  const rows = await scannedRows({ onProgress: (progress) => void told.push(progress) });
  await prompts(rows);
  await prompts(rows);
  expect(told.map(({ phase, rows, skipped }) => [phase, rows, skipped])).toEqual([
    ['second-pass', 3, 1],
    ['second-pass', 4, 1],
    ['second-pass', 3, 1],
    ['second-pass', 4, 1],
  ]);
  expect(told[1]!.bytes).toBe(told[1]!.totalBytes);
});

test('a file that is not what was scanned is damaged, and named', async () => {
  const rows = await scannedRows();
  writeFileSync(at('in/b.jsonl'), row('trees'));
  await expect(prompts(rows)).rejects.toMatchObject({
    code: 'damaged',
    message: `${at('in/b.jsonl')} changed between two reads`,
  });
});

test('a stop ends the reading before the next chunk, and the settling of the files before it begins', async () => {
  const stop = new AbortController();
  const rows = await scannedRows({ signal: stop.signal });
  const seen: string[] = [];
  const reading = rows.each(({ targets }) => {
    seen.push(targets[0]!.prompt);
    stop.abort();
  });
  await expect(reading).rejects.toMatchObject({ code: 'interrupted' });
  expect(seen).toEqual(['one', 'two']);
  await expect(rereadableFiles([at('in')], stop.signal)).rejects.toMatchObject({ code: 'interrupted' });
});

test('a stop in the middle of a file ends the reading as a stop', async () => {
  const stop = new AbortController();
  writeFileSync(at('in/a.jsonl'), row('one').repeat(20));
  const rows = await scannedRows({ signal: stop.signal, limits: { chunkBytes: 1, blockBytes: 16 } });
  let seen = 0;
  const reading = rows.each(() => {
    seen += 1;
    stop.abort();
  });
  await expect(reading).rejects.toMatchObject({ code: 'interrupted' });
  expect(seen).toBe(1);
});

test('what can be read only once is refused, and what is missing is told as a scan tells it', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  const refused = { code: 'usage', advice: 'Save the data to a file and use that.' };
  await expect(rereadableFiles(['-'], undefined)).rejects.toMatchObject({
    ...refused,
    message: 'Standard input can only be read once',
  });
  await expect(rereadableFiles([at('in'), at('pipe')], undefined)).rejects.toMatchObject({
    ...refused,
    message: `${at('pipe')} can only be read once`,
  });
  await expect(rereadableFiles([at('none')], undefined)).rejects.toMatchObject({ code: 'not-found' });
  expect(await rereadableFiles([at('in')], undefined)).toEqual([at('in/a.jsonl'), at('in/b.jsonl')]);
});
