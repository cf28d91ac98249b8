import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Detector } from '../../src/detectors/index.ts';
import { type ScanOptions, scan } from '../../src/scan/index.ts';
import { oneWord, testDetectors } from './word-detectors.ts';

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
const write = (name: string, text: string | Uint8Array) => writeFileSync(at(name), text);
const readText = (name: string) => readFileSync(at(name), 'utf8');
const row = (instruction: string, output: string) => JSON.stringify({ instruction, output });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const detectors = testDetectors();
const run = (paths: string[], options: Partial<ScanOptions> = {}) => scan({ paths, detectors, ...options });

const LINES = [
  row('Name a fruit', 'A lemon is one.'),
  row('Name a colour', 'Blue.'),
  '{broken',
  row('Tell Name', 'My Name is plain.'),
  '',
  row('Name both', 'Name a lemon, plain.'),
];

test('findings, examples, flagged rows and coverage of one file', async () => {
  write('a.jsonl', `${LINES.join('\n')}\n`);
  const result = await run([at('a.jsonl')], { rows: at('rows.jsonl') });
  expect(result.verdict).toBe('block');
  expect(result.tool.name).toBe('zenbun');
  expect(result.inputs).toMatchObject([{ path: at('a.jsonl'), format: 'alpaca', rows: 5, skipped: 1 }]);
  expect(result.coverage).toMatchObject({ rows: 5, read: 4, skipped: 1, skippedRows: [{ line: 3 }] });
  expect(result.findings.map(({ detector, key, level, count }) => [detector, key, level, count])).toEqual([
    ['trigger', 'Name', 'block', 3],
    ['encoded', 'lemon', 'review', 2],
    ['contradiction', 'plain', 'info', 2],
  ]);
  expect(result.findings[0]!.examples.map(({ line }) => line)).toEqual([4, 6]);
  expect(result.findings[1]!.examples[0]).toEqual({
    path: at('a.jsonl'),
    line: 1,
    turn: 1,
    spans: [{ start: 2, end: 7, act: 'answer' }],
    text: 'A lemon is one.',
    textStart: 0,
    prompt: 'Name a fruit',
  });
  expect(result.findings[2]!.examples.map(({ line }) => line)).toEqual([4, 6]);
  expect(result.flagged.rows).toBe(3);
  const rows = readText('rows.jsonl').trim().split('\n').map((line) => JSON.parse(line)); // biome-ignore format: one step
  expect(rows.map(({ line, level, detectors: by }) => [line, level, by])).toEqual([
    [1, 'review', ['encoded']],
    [4, 'block', ['trigger']],
    [6, 'block', ['encoded', 'trigger']],
  ]);
});

test('rows of CSV and elements of lists are placed by their line in the file, too', async () => {
  const rows = LINES.filter((line) => line.endsWith('}')).map((line) => JSON.parse(line));
  const cell = (text: string) => `"${text.replaceAll('"', '""')}\n"`;
  write('a.csv', `instruction,output\n${rows.map((row) => `${cell(row.instruction)},${cell(row.output)}\n`).join('')}`);
  write('b.json', JSON.stringify(rows, null, 2));
  const result = await run([at('a.csv'), at('b.json')], { rows: at('rows.jsonl') });
  const places = result.findings[0]!.examples.map(({ path, line, physicalLine }) => [path, line, physicalLine]);
  const json = readText('b.json').split('\n');
  for (const [path, line, physicalLine] of places as [string, number, number][]) {
    if (path === at('a.csv')) expect(physicalLine).toBe(2 + 3 * (line - 1));
    else expect(json[physicalLine - 1]).toBe('  {');
  }
  expect(new Set(places.map(([path]) => path)).size).toBe(2);
  const flagged = readText('rows.jsonl').trim().split('\n').map((line) => JSON.parse(line)); // biome-ignore format: one step
  expect(flagged.every(({ line, physicalLine }) => physicalLine > line)).toBe(true);
});

test('nothing found is a pass, with what was not checked', async () => {
  write('a.jsonl', LINES[1]!);
  const result = await run([at('a.jsonl')], { detectors: [detectors[0]!] });
  expect(result).toMatchObject({ verdict: 'pass', findings: [], flagged: { rows: 0 } });
  expect(result.coverage.notChecked.map(({ what }) => what)).toContain('harmful-content');
});

test('lines are parted byte for byte; what could not be read is not clean', async () => {
  const crlf = `${LINES.join('\r\n')}\r\n`;
  write('a.jsonl', crlf);
  await run([at('a.jsonl')], { clean: at('clean.jsonl'), quarantine: at('quarantine.jsonl.gz') });
  expect(readText('clean.jsonl')).toBe(`${LINES[1]}\r\n\r\n`);
  expect(gunzipSync(readFileSync(at('quarantine.jsonl.gz'))).toString()).toBe(
    [0, 2, 3, 5].map((line) => `${LINES[line]}\r\n`).join(''),
  );
});

test('a JSON list stays a JSON list with the same elements', async () => {
  const elements = [0, 1, 3].map((line) => LINES[line]!.replace(',', ' ,\n  '));
  write('a.json', `[ ${elements.join(' ,\n')} ]`);
  await run([at('a.json')], { clean: at('clean.json'), quarantine: at('quarantine.json') });
  expect(JSON.parse(readText('clean.json'))).toHaveLength(1);
  expect(readText('clean.json')).toContain(elements[1]);
  expect(JSON.parse(readText('quarantine.json'))).toHaveLength(2);
  await run([at('a.json')], { detectors: [], quarantine: at('quarantine.json') });
  expect(JSON.parse(readText('quarantine.json'))).toEqual([]);
});

test('CSV keeps its header, also when no row is left', async () => {
  write('a.csv', 'instruction,output\n"Name a fruit","a ""lemon"""\nName a colour,Blue\n');
  const one = { detectors: [detectors[0]!], clean: at('clean.csv'), quarantine: at('quarantine.csv') };
  await run([at('a.csv')], one);
  expect(readText('clean.csv')).toBe('instruction,output\nName a colour,Blue\n');
  expect(readText('quarantine.csv')).toBe('instruction,output\n"Name a fruit","a ""lemon"""\n');
  await run([at('clean.csv')], { detectors: [detectors[0]!], quarantine: at('quarantine.csv') });
  expect(readText('quarantine.csv')).toBe('instruction,output\n');
});

test('compressed inputs are parted unpacked', async () => {
  write('a.jsonl.gz', gzipSync(`${LINES[0]}\n${LINES[1]}\n`));
  await run([at('a.jsonl.gz')], { detectors: [detectors[0]!], clean: at('clean.jsonl') });
  expect(readText('clean.jsonl')).toBe(`${LINES[1]}\n`);
});

test('several inputs give several files, ordered rows and one verdict', async () => {
  mkdirSync(at('in/sub'), { recursive: true });
  write('in/b.jsonl', `${LINES[0]}\n`);
  write('in/sub/b.jsonl', `${LINES[1]}\n${LINES[0]}\n`);
  const result = await run([at('in')], { rows: at('rows'), clean: `${at('clean')}/`, detectors: [detectors[0]!] });
  expect(result.findings[0]).toMatchObject({ count: 2, of: 3 });
  expect(result.findings[0]!.examples.map(({ path, line }) => [path, line])).toEqual([
    [at('in/b.jsonl'), 1],
    [at('in/sub/b.jsonl'), 2],
  ]);
  expect(readText('clean/b.jsonl')).toBe('');
  expect(readText('clean/sub/b.jsonl')).toBe(`${LINES[1]}\n`);
  expect(readText('rows').trim().split('\n')).toHaveLength(2);
});

test('standard input is read twice where a second pass or a clean file needs it', async () => {
  const stdin = (async function* () {
    yield Buffer.from(`${LINES.join('\n')}\n`);
  })();
  const result = await run(['-'], { stdin, clean: at('clean.jsonl') });
  expect(result.inputs).toMatchObject([{ path: '-', rows: 5 }]);
  expect(result.flagged.rows).toBe(3);
  expect(readText('clean.jsonl')).toContain(LINES[1]);
});

test('progress only ever rises, and ends at the whole', async () => {
  write('a.jsonl', `${LINES.join('\n')}\n`.repeat(50));
  const seen: string[] = [];
  let bytes = 0;
  await run([at('a.jsonl')], {
    limits: { blockBytes: 512, chunkBytes: 512 },
    clean: at('clean'),
    onProgress: (progress) => {
      if (seen.at(-1) !== progress.phase) {
        seen.push(progress.phase);
        bytes = 0;
      }
      expect(progress.bytes).toBeGreaterThanOrEqual(bytes);
      expect(progress.bytes).toBeLessThanOrEqual(progress.totalBytes);
      bytes = progress.bytes;
    },
  });
  expect(seen).toEqual(['read', 'second-pass', 'write']);
});

test('the same bytes given twice are counted twice, and that is said', async () => {
  write('a.jsonl', `${LINES[0]}\n`);
  write('b.jsonl', `${LINES[0]}\n`);
  const result = await run([at('a.jsonl'), at('b.jsonl'), at('a.jsonl')]);
  expect(result.coverage.rows).toBe(2);
  expect(result.coverage.notChecked.map(({ what }) => what)).toContain('duplicate-inputs');
  expect(readdirSync(folder)).toHaveLength(2);
});

test('the first thousand skipped rows are listed, all are counted', async () => {
  write('a.jsonl', `${LINES[0]}\n${'{broken\n'.repeat(5_500)}`);
  const { coverage } = await run([at('a.jsonl')], { limits: { chunkBytes: 900, blockBytes: 900 } });
  expect(coverage).toMatchObject({ rows: 5_501, read: 1, skipped: 5_500 });
  expect(coverage.skippedRows.map(({ line }) => line)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 2));
});

test('nothing passes where a file of a folder, or a hundredth of the rows, was not read', async () => {
  const quietRun = (path: string, options: Partial<ScanOptions> = {}) =>
    run([path], { detectors: [oneWord('contradiction', 'plain', 'block') as Detector], ...options });
  const quiet = Array.from({ length: 99 }, (_, n) => row(`Count to ${n}`, 'One, two.'));
  write('a.jsonl', `${quiet.join('\n')}\n`);
  expect(await quietRun(folder)).toMatchObject({ verdict: 'pass', coverage: { enough: true, unreadFiles: [] } });
  write('b.npz', 'ARROW1');
  expect(await quietRun(folder)).toMatchObject({
    verdict: 'review',
    coverage: { enough: false, unreadFiles: [at('b.npz')] },
  });
  expect(await quietRun(at('a.jsonl'))).toMatchObject({ verdict: 'pass', coverage: { enough: true } });
  write('a.jsonl', `${quiet.join('\n')}\n{broken\n`);
  expect(await quietRun(at('a.jsonl'))).toMatchObject({ verdict: 'review', coverage: { skipped: 1, enough: false } });
  expect(await quietRun(at('a.jsonl'), { maxSkipped: 0.02 })).toMatchObject({
    verdict: 'pass',
    coverage: { enough: true },
  });
});
