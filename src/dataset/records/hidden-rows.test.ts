import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataset } from '../open-dataset.ts';
import type { DatasetOptions } from '../options.ts';
import { parseChunk } from '../parse-chunk.ts';
import { mergeTallies, startTally } from '../tally.ts';
import { hiddenRows } from './hidden-rows.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zenbun-quotes-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string, limits: DatasetOptions['limits'] = {}) {
  const path = join(folder, name);
  await writeFile(path, content);
  const reader = await openDataset(path, 0, { limits });
  const tally = startTally();
  const answers: string[] = [];
  for await (const chunk of reader) {
    const example = ({ turns }: { turns: readonly { text: string }[] }) => answers.push(turns.at(-1)!.text);
    mergeTallies(tally, parseChunk(chunk, { example, skipped: () => undefined }));
  }
  return { answers, rows: tally.rows, skipped: tally.skipped, reasons: tally.first.map(({ reason }) => reason) };
}

const UNQUOTED = 'question\tanswer\nq1\t"Yes, he said.\nq2\tsecond\n"q3\tthird\nq4\tthe "fourth"\n\nq5\tfifth';

describe('a table of tabs that is written without quoting', () => {
  it('is read line by line where every line has a cell for every column', async () => {
    for (const newline of ['\n', '\r\n']) {
      const { answers, skipped } = await read('a.tsv', UNQUOTED.replaceAll('\n', newline));
      expect(answers).toEqual(['"Yes, he said.', 'second', 'third', 'the "fourth"', 'fifth']);
      expect(skipped).toBe(0);
    }
    expect((await read('b.tsv', UNQUOTED, { blockBytes: 7, chunkBytes: 9 })).answers).toHaveLength(5);
  });

  it('has its hidden rows counted and told where another line does not fit', async () => {
    const { answers, rows, skipped, reasons } = await read('c.tsv', `${UNQUOTED}\nq6\n`);
    expect(answers).toEqual(['the "fourth"', 'fifth']);
    expect({ rows, skipped }).toEqual({ rows: 6, skipped: 4 });
    expect(reasons[0]).toBe('a quoted cell runs over 3 lines that look like rows of their own');
  });

  it('and so has one in which the quote is never closed', async () => {
    const { skipped } = await read('d.tsv', 'question\tanswer\nq1\tone\nq2\t"two\nq3\tthree\nq4\n');
    expect(skipped).toBe(3);
  });
});

it('counts the rows behind a quote of a comma-separated file that is closed before more text', async () => {
  const { answers, rows, skipped } = await read(
    'e.csv',
    'question,answer\nq1,"one\nq2,two\nq3,"three" is it\nq4,four\n',
  );
  expect({ answers, rows, skipped }).toEqual({ answers: ['four'], rows: 4, skipped: 3 });
});

it.each([
  ['quoted line breaks', 'a.tsv', 'question\tanswer\nq\t"First.\nThen, ""this"".\n\tA tab."\nq2\tshort\n', 2],
  ['a list in a quoted cell', 'b.csv', 'question,answer\nq,"Red, and\nblue, and\ngreen, too"\n', 1],
  ['a table in a quoted cell', 'c.tsv', 'question\tanswer\nq\t"Here it is:\na\tb\nc\td\nDone."\n', 1],
  ['quoted cells of one line each', 'd.tsv', 'question\tanswer\nq\t"He said ""yes""."\n', 1],
  ['a single column', 'e.csv', 'text\n"one\ntwo" and\n', 1],
])('leaves %s as they are', async (_what, name, content, rows) => {
  const { answers, skipped } = await read(name, content);
  expect({ rows: answers.length, skipped }).toEqual({ rows, skipped: 0 });
  expect(answers.every((answer) => !answer.startsWith('"'))).toBe(true);
});

it('takes linear time', () => {
  const text = `q,"${'a""\n'.repeat(200_000)}" x\nq,a`;
  expect(hiddenRows(text, ',', 2)).toBe(200_002);
});
