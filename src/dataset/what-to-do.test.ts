import { Buffer } from 'node:buffer';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataset } from './open-dataset.ts';
import { parseChunk } from './parse-chunk.ts';
import { mergeTallies, reportedFormat, startTally } from './tally.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zenbun-advice-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Uint8Array, blockBytes = 4096) {
  const path = join(folder, name);
  await writeFile(path, content);
  const told: string[] = [];
  const tally = startTally();
  const reader = await openDataset(path, 0, { limits: { blockBytes } });
  for await (const chunk of reader) {
    const part = parseChunk(chunk, {
      example: ({ line, turns }) => told.push(`${line}: ${turns.map(({ text }) => text).join(' > ')}`),
      skipped: (line, reason) => told.push(`${line}: ${reason}`),
    });
    mergeTallies(tally, part);
  }
  reportedFormat(path, tally);
  return { told, dividesByLines: reader.dividesByLines };
}

const row = (n: number) => `{"prompt":"q${n}","response":"a${n}"}`;
const ROWS = ['1: q1 > a1', '2: q2 > a2'];

const tar = Buffer.alloc(1_024, 'x');
tar.write('ustar', 257, 'latin1');

describe('what is not read is called by its name, with what to do', () => {
  it.each([
    ['a.xlsx', Buffer.from('PK\x03\x04\x14\x00xl/workbook.xml<x/>'), /is an Excel workbook/, /CSV UTF-8/],
    ['a.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /\.xls/, /CSV UTF-8/],
    ['a.zip', Buffer.from('PK\x03\x04\x14\x00a.jsonl'), /is a ZIP archive/, /Unpack it/],
    ['a.tar.gz', gzipSync(tar), /is a tar archive/, /tar -xf/],
    ['a.pkl', Buffer.from('\x80\x04\x95a,b\nc,d', 'latin1'), /is a Python pickle/, /can run code/],
    ['a.db', Buffer.from('SQLite format 3\0'), /is an SQLite database/, /CSV/],
    ['a.yaml', 'question: a\n', /is YAML/, /JSON Lines/],
    ['a.txt', '# rows\n- question: "a, b"\n  answer: c\n', /is YAML/, /JSON Lines/],
    ['a.csv', Buffer.from('question,answer\nq,caf\xe9\n', 'latin1'), /not valid UTF-8/, /iconv -f cp1252 -t utf-8/],
    ['eucjp.csv', Buffer.from('question,answer\n\xb6\xf5,\xc0\xc4\n', 'latin1'), /not valid UTF-8/, /-f euc-jp/],
    ['nan.jsonl', '{"prompt":"q","response":"a","score":NaN}\n', /JSON: NaN or Infinity/, /json\.dumps/],
    ['comma.jsonl', '{"prompt":"q","response":"a",}\n', /JSON: a comma before a closing/, /json\.dumps/],
    ['python.jsonl', "{'prompt': 'q'}\n", /JSON: single quotes/, /json\.dumps/],
    ['prose.jsonl', 'Hello.\n', /not valid JSON$/, /json\.dumps/],
    ['x.csv', 'x,y\n1,2\n', /match no known format/, /--format/],
  ])('%s', async (name, content, message, advice) => {
    await expect(read(name, content)).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(message),
      advice: expect.stringMatching(advice),
    });
  });
});

describe('is read after all', () => {
  it.each([
    ['lines that end with a comma', `${row(1)},\n${row(2)}, \n`],
    ['several objects on one line', `${row(1)}${row(2)}`],
    ['the same, with spaces', `${row(1)} ${row(2)}\n`],
    ['lines that end with carriage returns', `${row(1)}\r${row(2)}\r`],
  ])('%s', async (_what, content) => {
    expect((await read('a.jsonl', content)).told).toEqual(ROWS);
    expect((await read('a.jsonl', content, 7)).told).toEqual(ROWS);
  });

  it('a table whose lines end with carriage returns, which does not divide', async () => {
    const { told, dividesByLines } = await read('a.csv', 'prompt,response\rq1,a1\rq2,a2');
    expect({ told, dividesByLines }).toEqual({ told: ROWS, dividesByLines: false });
    expect((await read('a.jsonl', `${row(1)}\r\n${row(2)}\r\n`)).dividesByLines).toBe(true);
  });

  it('and a later line of several objects is told', async () => {
    const { told } = await read('a.jsonl', `${row(1)}\n${row(2)}${row(3)}\n{"prompt":"q4"`);
    expect(told).toEqual([
      '1: q1 > a1',
      '2: not valid JSON: several values on one line',
      '3: the file ends inside this record',
    ]);
  });
});
