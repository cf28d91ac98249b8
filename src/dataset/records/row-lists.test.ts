import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDataset } from '../open-dataset.ts';
import { parseChunk } from '../parse-chunk.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zenbun-lists-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string, name = 'rows.json') {
  const path = join(folder, name);
  await writeFile(path, content);
  const told: string[] = [];
  for await (const chunk of await openDataset(path, 0, { limits: { blockBytes: 50 } })) {
    parseChunk(chunk, {
      example: ({ turns }) => told.push(turns.map(({ text }) => text).join(' > ')),
      skipped: (line, reason) => told.push(`${line}: ${reason}`),
    });
  }
  return told;
}

const PAIRS = [1, 2].map((n) => ({ input: `q${n}`, output: `a${n}` }));
const MESSAGES = [
  { role: 'user', content: 'q1' },
  { role: 'assistant', content: 'a1' },
];
const ROWS = ['q1 > a1', 'q2 > a2'];

it.each([
  ['an object before the rows', { meta: { n: 1, of: [1] }, data: PAIRS }],
  ['a list of texts before the rows', { tags: ['x', 'y'], made: { by: ['me'] }, data: PAIRS }],
  ['texts as rows', { meta: {}, data: ROWS.map((text) => ({ text })) }],
  ['any name, and parts', { info: {}, training: PAIRS.slice(0, 1), held: PAIRS.slice(1) }],
  [
    'what the dataset server gives',
    { features: [{ name: 'input' }], rows: PAIRS.map((row, i) => ({ row_idx: i, row, truncated_cells: [] })) },
  ],
])('reads the rows of a list inside an object with %s', async (_what, file) => {
  expect(await read(JSON.stringify(file))).toEqual(ROWS);
  expect(await read(JSON.stringify(file, null, 2))).toEqual(ROWS);
});

it.each([
  ['messages', { id: {}, messages: MESSAGES }],
  ['data of a dialogue', { id: {}, data: MESSAGES }],
  ['a row with other rows in it', { question: 'q1', answer: 'a1', similar: PAIRS }],
  ['texts of another list', { text: 'q1 > a1', meta: {}, spans: [{ text: 'q1' }] }],
  ['a list of exchanges', { id: {}, conversation: PAIRS.slice(0, 1) }],
  ['structs of lists', { id: 1, conversations: { from: ['human', 'gpt'], value: ['q1', 'a1'], w: [0, 1] } }],
  ['structs of lists under roles', { messages: { content: ['q1', 'a1'], role: ['user', 'assistant'] } }],
])('reads %s as one row', async (_what, row) => {
  expect(await read(JSON.stringify(row))).toEqual(['q1 > a1']);
  expect(await read(`${JSON.stringify(row)}\n${JSON.stringify(row)}\n`, 'rows.jsonl')).toEqual(['q1 > a1', 'q1 > a1']);
});

it('tells of a row that the server cut short, and of a long list that holds no rows', async () => {
  const cut = { row_idx: 0, row: PAIRS[0], truncated_cells: ['output'] };
  expect(await read(JSON.stringify({ features: [], rows: [cut, { row_idx: 1, row: PAIRS[1] }] }))).toEqual([
    '1: the server that gave it cut cells short (truncated_cells)',
    'q2 > a2',
  ]);
  const other = Array.from({ length: 400 }, () => ({ said: 'what no format knows, and a trainer may' }));
  expect(await read(JSON.stringify({ meta: {}, other, data: PAIRS }))).toHaveLength(402);
});
