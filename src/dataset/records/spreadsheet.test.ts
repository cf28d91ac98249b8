import { Buffer } from 'node:buffer';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDataset } from '../open-dataset.ts';
import { parseChunk } from '../parse-chunk.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zenbun-excel-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string) {
  const path = join(folder, 'rows.csv');
  await writeFile(path, content);
  const reader = await openDataset(path, 0);
  const told: string[] = [];
  for await (const chunk of reader) {
    parseChunk(chunk, {
      example: ({ line, physicalLine, turns }) =>
        told.push(`${line} (${physicalLine}): ${turns.map(({ text }) => text).join(' > ')}`),
      skipped: (line, reason) => told.push(`${line} skipped: ${reason}`),
    });
  }
  return { told, before: Buffer.from(reader.frame.before).toString() };
}

it('takes a row for whole that lacks only its last cells, as far as it is one without them', async () => {
  const { told } = await read('question,answer,note\nq1,a1\nq2,a2,n\nq3\nq4,a4,n,more\n');
  expect(told).toEqual([
    '1 (2): q1 > a1',
    '2 (3): q2 > a2',
    '3 skipped: has 1 cells where the header has 3',
    '4 skipped: has 4 cells where the header has 3',
  ]);
});

it('takes no row for whole in which the file ends', async () => {
  expect((await read('question,answer,note\nq1,a1\nq2,a')).told).toEqual([
    '1 (2): q1 > a1',
    '2 skipped: has 2 cells where the header has 3',
  ]);
});

it('passes over rows of nothing but separators', async () => {
  expect((await read('question,answer\nq1,a1\n,\r\n , \nq2,a2\n,\n')).told).toEqual([
    '1 (2): q1 > a1',
    '4 (5): q2 > a2',
  ]);
});

it.each([
  ['sep=;\r\n', ';', '\r\n'],
  ['"sep=|"\n', '|', '\n'],
  ['\ufeffSEP=\t\n', '\t', '\n'],
])('takes the separator that Excel names before the header: %j', async (hint, separator, newline) => {
  const rows = [
    ['question', 'answer'],
    ['q1', 'a, 1'],
  ];
  const { told, before } = await read(hint + rows.map((row) => row.join(separator) + newline).join(''));
  expect(told).toEqual(['1 (3): q1 > a, 1']);
  expect(before).toBe(`${hint.replace('\ufeff', '')}question${separator}answer${newline}`);
});
