import { Buffer } from 'node:buffer';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataset } from './open-dataset.ts';
import type { DatasetOptions } from './options.ts';
import { parseChunk } from './parse-chunk.ts';
import { mergeTallies, reportedFormat, startTally } from './tally.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zenbun-advice-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Uint8Array, blockBytes = 4096, options: DatasetOptions = {}) {
  const path = join(folder, name);
  await writeFile(path, content);
  const told: string[] = [];
  const tally = startTally();
  const reader = await openDataset(path, 0, { ...options, limits: { blockBytes } });
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

const TALK = 'User: Sky?\nAssistant: Blue.\nUser: Sea?\nAssistant: Green, or grey.\n';
const TO_JSON_LINES = /^Convert it to JSON Lines, one row per line: \{"messages": .*"text": "…"/;
const told = (asks: string, answers: string) =>
  `${JSON.stringify({
    messages: [
      { role: asks, content: 'Sky?' },
      { role: answers, content: 'Blue.' },
    ],
  })}\n`;
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
    ['talk.txt', TALK, /none of its 4 rows could be read: looks like plain text, not/, TO_JSON_LINES],
    ['commas.txt', TALK.replaceAll('?', ', please, sir?'), /read: looks like plain text, not/, TO_JSON_LINES],
    ['a.md', '# Sky\n\nIt is blue, and far.\n', /read: looks like Markdown, not/, TO_JSON_LINES],
    ['commas.md', 'Sky, sea, and land\n\nAll blue.\n', /read: looks like Markdown, not/, TO_JSON_LINES],
    ['a.toml', '[[rows]]\nprompt = "q, r"\n', /read: looks like TOML, not/, TO_JSON_LINES],
    ['rows', '[[rows]]\r\nprompt = "q"\r\n', /read: looks like TOML, not/, TO_JSON_LINES],
    ['a.xml', '<d><q>Sky, sea, land?</q>\n<a>Blue.</a></d>', /read: looks like XML, not/, TO_JSON_LINES],
    ['xml.jsonl', '<?xml version="1.0"?>\n<d/>\n', /read: looks like XML, not/, TO_JSON_LINES],
    [
      'comments.json',
      `// rows\n/* of */ [\n/* 1 */ ${row(1)}\n]`,
      /read: not valid JSON: it has comments$/,
      /^Remove the comments/,
    ],
    ['inside.json', `{"prompt": "q", // asks\n"response": "a"}`, /JSON: it has comments$/, /^Remove the comments/],
    [
      'stranger.jsonl',
      told('Alice', 'Ava'),
      /unknown role "Alice"$/,
      /rename the role "Alice" to user .*assistant .*system or tool/,
    ],
    ['later.jsonl', told('user', 'A.I.'), /unknown role "A\.I\."$/, /rename the role "A\.I\." to user/],
    [
      'strings.jsonl',
      '{"messages":["Hi.","Hello."]}\n'.repeat(2),
      /message 1 is not an object$/,
      /^Write each message as an object/,
    ],
    ['bare.jsonl', '["Hi.","Hello."]\n', /not an object with named fields$/, /^Write each row as an object/],
    [
      'both.jsonl',
      `["Hi."]\n${told('Alice', 'Ava')}`,
      /named fields; message 1/,
      /^In the data, rename .* likewise\. Write each row/,
    ],
  ])('%s', async (name, content, message, advice) => {
    await expect(read(name, content)).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(message),
      advice: expect.stringMatching(advice),
    });
  });
});

it('tells of a column that no row has what a column is', async () => {
  const map = (assistant: string, content: string) => read('a.jsonl', content, 4096, { map: { assistant } });
  await expect(map('data.reply.text', '{"data":{"reply":{"text":"Hi."}}}\n')).rejects.toMatchObject({
    message: expect.stringMatching(/has no field "data\.reply\.text" \(its fields: data\)$/),
    advice: expect.stringMatching(/^A column is a field at the top level of a row/),
    localizedAdvice: { ja: expect.stringMatching(/^列として指定できるのは、行の最上位/) },
  });
  await expect(map('reply', '{"data.reply":"Hi."}\n')).rejects.toMatchObject({
    advice: 'Name columns that the rows have: --map user=COLUMN,assistant=COLUMN.',
  });
  await expect(map('data', '{"data":["Hi.","Hello."]}\n'.repeat(2))).rejects.toMatchObject({
    message: expect.stringMatching(/contains columns \(lists of texts\), not one row$/),
    advice: expect.stringMatching(/^If each list is a conversation, write it as messages/),
  });
  expect((await map('data.reply', '{"data.reply":"Hi."}\n')).told).toEqual(['1: Hi.']);
});

it('says the same in Japanese', async () => {
  await expect(read('a.txt', TALK)).rejects.toMatchObject({
    localized: { ja: expect.stringMatching(/：データの行ではなく、プレーンテキストのようです$/) },
    localizedAdvice: { ja: expect.stringMatching(/^1 行に 1 件の JSON Lines に変換してください/) },
  });
  await expect(read('a.jsonl', told('Alice', 'Ava'))).rejects.toMatchObject({
    localizedAdvice: { ja: expect.stringMatching(/^データのロール「Alice」などの未知のロールを、user/) },
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

  it('rows in a file that looks like something else, whose other lines are told', async () => {
    const told = [`1: not valid JSON: it has comments`, `2: q1 > a1`, `3: q2 > a2`];
    expect((await read('a.jsonl', `// rows\n${row(1)}\n${row(2)}\n`)).told).toEqual(told);
    expect((await read('a.txt', `Rows\n${row(1)}\n${row(2)}\n`)).told).toEqual([
      '1: looks like plain text, not rows of data',
      ...told.slice(1),
    ]);
    expect((await read('b.txt', 'prompt,response\nq1,a1\nq2,a2\n')).told).toEqual(ROWS);
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
