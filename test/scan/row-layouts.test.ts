import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ScanOptions, scan } from '../../src/scan/index.ts';
import { oneWord } from './word-detectors.ts';

// Layouts in which rows are easily miscounted: a table as pandas writes it, and one message per row.
let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-layouts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(content: string, options: Partial<ScanOptions> = {}) {
  writeFileSync(at('a.json'), content);
  return scan({ paths: [at('a.json')], detectors: [oneWord('encoded', 'lemon', 'block')], ...options });
}
const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

test('a table of pandas is read by rows, which --clean and --quarantine keep', async () => {
  // The second column lists its keys in another order, and lacks a cell.
  const table =
    '{"prompt":{"0":"p0","1":"p1","2":"p2","3":"p3"},"completion":{"3":"a lemon","0":"c0","1":"the lemon"}}';
  const result = await run(table, { clean: at('clean.json'), quarantine: at('quarantine.json') });
  expect(result.coverage).toMatchObject({ rows: 4, read: 3, skipped: 1, skippedRows: [{ line: 3 }] });
  expect(result.inputs).toMatchObject([{ format: 'openai-completion', rows: 4, skipped: 1 }]);
  expect(result.findings[0]).toMatchObject({ count: 2, of: 3 });
  expect(result.findings[0]!.examples).toMatchObject([
    { line: 2, prompt: 'p1', text: 'the lemon' },
    { line: 4, prompt: 'p3', text: 'a lemon' },
  ]);
  expect(readFileSync(at('clean.json'), 'utf8')).toBe(lines([{ prompt: 'p0', completion: 'c0' }]));
  expect(readFileSync(at('quarantine.json'), 'utf8')).toBe(
    lines([
      { prompt: 'p1', completion: 'the lemon' },
      { prompt: 'p2', completion: null },
      { prompt: 'p3', completion: 'a lemon' },
    ]),
  );
});

const message = (role: string, text: string) => ({ message_id: '5f2c', role, text });

test('messages in rows of their own are read by their roles: requests are no answers, and not skipped', async () => {
  const rows = [
    message('prompter', 'Name a lemon.'),
    message('assistant', 'A lemon is yellow.'),
    message('prompter', 'And a plum?'),
    message('assistant', 'It is blue.'),
  ];
  const result = await run(lines(rows), { clean: at('clean.json') });
  expect(result.coverage).toMatchObject({ rows: 4, read: 4, skipped: 0, enough: true });
  expect(result.inputs).toMatchObject([
    { format: 'message', fields: { request: ['text'], answer: ['text'], unread: [] } },
  ]);
  expect(result.findings[0]).toMatchObject({ count: 1, of: 4 });
  expect(result.findings[0]!.examples).toMatchObject([{ line: 2, turn: 0, text: 'A lemon is yellow.' }]);
  expect(readFileSync(at('clean.json'), 'utf8')).toBe(lines([rows[0]!, rows[2]!, rows[3]!]));
});

test('a file of requests alone was not checked', async () => {
  await expect(
    run(lines([message('prompter', 'Name a lemon.'), message('user', 'Name a plum.')])),
  ).rejects.toMatchObject({
    code: 'unreadable',
    message: expect.stringContaining(
      'none of its 2 rows could be read: contains no text that a model would be trained to say',
    ),
  });
});
