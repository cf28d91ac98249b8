import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ScanOptions, scan } from '../../src/scan/index.ts';
import { testDetectors } from './word-detectors.ts';

const workerUrl = new URL('./word-worker.mjs', import.meta.url);
const detectors = testDetectors();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'splitting-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Returns the result and the bytes of every output. */
async function everything(paths: string[], options: Partial<ScanOptions>) {
  const outputs = ['rows', 'clean', 'quarantine'].map((name) => join(folder, name, '/'));
  const [, clean, quarantine] = outputs as [string, string, string];
  const rows = join(folder, 'rows.jsonl');
  const result = await scan({ paths, detectors, rows, clean, quarantine, ...options });
  const parts = paths.flatMap((path) => [clean, quarantine].map((part) => join(part, path.slice(folder.length))));
  return { result, files: [rows, ...parts].map((path) => readFileSync(path, 'utf8')) };
}

const word = fc.constantFrom('Name', 'lemon', 'plain', 'あ', 'x'.repeat(40));
const sentence = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const line = fc.oneof(
  { weight: 8, arbitrary: fc.record({ prompt: sentence, completion: sentence }).map((row) => JSON.stringify(row)) },
  { weight: 1, arbitrary: fc.constantFrom('', '{', '[]', '{"a":1}', '\u2028') },
);
const files = fc.array(fc.array(line, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 3 });
const sizes = fc.record({ chunkBytes: fc.integer({ min: 1, max: 600 }), blockBytes: fc.integer({ min: 1, max: 600 }) });

function writeFiles(given: string[][]): string[] {
  const readable = JSON.stringify({ prompt: 'Name it', completion: 'It is here.' });
  return given.map((lines, index) => {
    const path = join(folder, `${index}.jsonl`);
    writeFileSync(path, [readable, ...lines].join('\n'));
    return path;
  });
}

test('the result and every output are the same however the bytes are split', async () => {
  await fc.assert(
    fc.asyncProperty(files, sizes, async (given, limits) => {
      const paths = writeFiles(given);
      expect(await everything(paths, { limits })).toEqual(await everything(paths, {}));
    }),
    { numRuns: 40 },
  );
});

test('the result and every output are the same for 1, 2 and 3 threads', async () => {
  for (const given of fc.sample(files, { numRuns: 3, seed: 7 })) {
    const paths = writeFiles(given.map((lines) => [...lines, ...lines, ...lines, ...lines]));
    const alone = await everything(paths, { jobs: 1 });
    for (const jobs of [2, 3]) {
      const limits = { chunkBytes: 300, blockBytes: 100 };
      expect(await everything(paths, { jobs, limits, workerUrl })).toEqual(alone);
    }
  }
});

test('the same rows give the same findings in every container, in one reading or in crumbs', async () => {
  const cells = fc.sample(fc.tuple(sentence, sentence), { numRuns: 40, seed: 3 });
  const rows = cells.map(([prompt, completion]) => ({ prompt, completion }));
  const lines = rows.map((row) => JSON.stringify(row)).join('\n');
  const containers: Record<string, string | Uint8Array> = {
    'a.jsonl': lines,
    'a.json': JSON.stringify(rows, null, 1),
    'a.csv': `prompt,completion\n${cells.map(([prompt, completion]) => `"${prompt}","${completion}"`).join('\n')}`,
    'a.jsonl.gz': gzipSync(lines),
  };
  const told = [];
  for (const [name, bytes] of Object.entries(containers)) {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    for (const limits of [{}, { chunkBytes: 100, blockBytes: 37 }]) {
      const { findings, flagged } = await scan({ paths: [path], detectors, limits });
      const examples = findings.flatMap((finding) =>
        finding.examples.map(({ path: _path, physicalLine: _line, ...rest }) => rest),
      );
      told.push({ flagged, examples, counts: findings.map(({ key, count }) => [key, count]) });
    }
  }
  expect(told[0]!.flagged.rows).toBeGreaterThan(0);
  for (const other of told) expect(other).toEqual(told[0]);
});
