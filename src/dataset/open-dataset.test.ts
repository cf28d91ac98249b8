import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { parquetWriteBuffer } from 'hyparquet-writer';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Example } from '../schema/index.ts';
import { openDataset } from './open-dataset.ts';
import type { DatasetOptions } from './options.ts';
import { parseChunk } from './parse-chunk.ts';
import { mergeTallies, reportedFormat, startTally } from './tally.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zenbun-dataset-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** `{"prompt":"p","completion":"c"}` and a line break, compressed with bzip2. */
const BZIP2 = Buffer.from(
  'QlpoOTFBWSZTWRb90RQAAA9ZgAAQEAQAEAon1AogACIINqaMahTAATQz6wGMQqS/LXZsFmdCdfF3JFOFCQFv3RFA',
  'base64',
);

/** Makes a frame (RFC 8878) with one stored block. */
function zstdStored(text: string): Buffer {
  const bytes = Buffer.from(text);
  const frame = Buffer.alloc(12);
  frame.writeUInt32LE(0xfd2fb528, 0);
  frame[4] = 0xa0;
  frame.writeUInt32LE(bytes.length, 5);
  frame.writeUIntLE(1 | (bytes.length << 3), 9, 3);
  return Buffer.concat([frame, bytes]);
}

let count = 0;
async function file(name: string, content: string | Uint8Array): Promise<string> {
  count += 1;
  const path = join(folder, `${count}-${name}`);
  await writeFile(path, content);
  return path;
}

interface Content {
  readonly examples: Omit<Example, 'file'>[];
  readonly skips: string[];
  readonly format: string;
}

async function content(path: string, options: DatasetOptions = {}): Promise<Content> {
  const reader = await openDataset(path, 0, options);
  try {
    const examples: Omit<Example, 'file'>[] = [];
    const skips: string[] = [];
    const tally = startTally();
    for await (const chunk of reader) {
      const part = parseChunk(chunk, {
        example: ({ line, kind, turns, rejected }) => examples.push({ line, kind, turns, rejected }),
        skipped: (line, reason) => skips.push(`${line}: ${reason}`),
      });
      mergeTallies(tally, part);
    }
    return { examples, skips, format: reportedFormat('it', tally) };
  } finally {
    await reader.close();
  }
}

/** Returns the answers that were read, by line, followed by the skips. */
async function answers(path: string, options: DatasetOptions = {}): Promise<string[]> {
  const { examples, skips } = await content(path, options);
  return [
    ...examples.map(({ line, turns }) => `${line}: ${turns.at(-1)?.text}`),
    ...skips.map((skip) => `skipped ${skip}`),
  ];
}

const ROWS = [
  { instruction: 'Name a tree.', input: '', output: 'Oak, "the king".\nIt is old.' },
  { instruction: '木の名前は？', input: '短く', output: '樫、または檜。🌳' },
  { instruction: 'Name, please', input: 'a; b\tc', output: ' é, ü and \\n ' },
];
const table = tableFromArrays(
  Object.fromEntries((['instruction', 'input', 'output'] as const).map((name) => [name, ROWS.map((row) => row[name])])),
);
const arrow = tableToIPC(table, { format: 'file' })!;
const LINES = ROWS.map((row) => `${JSON.stringify(row)}\n`).join('');

describe('the same rows in every container', () => {
  const csv = Papa.unparse(ROWS);
  const parquet = new Uint8Array(
    parquetWriteBuffer({
      columnData: (['instruction', 'input', 'output'] as const).map((name) => ({
        name,
        data: ROWS.map((row) => row[name]),
      })),
      rowGroupSize: 2,
    }),
  );
  const middle = LINES.indexOf('\n') + 1;
  it.each<readonly [name: string, content: string | Uint8Array]>([
    ['rows.ndjson', LINES],
    ['no-last-break.jsonl', LINES.trimEnd()],
    ['crlf.jsonl', LINES.replaceAll('\n', '\r\n')],
    ['mark.jsonl', `\uFEFF${LINES}`],
    ['array.json', JSON.stringify(ROWS)],
    ['pretty-array.json', JSON.stringify(ROWS, null, 2)],
    ['marked-array.json', `\uFEFF${JSON.stringify(ROWS, null, '\t')}`],
    ['pretty-objects.json', ROWS.map((row) => JSON.stringify(row, null, 4)).join('\n')],
    ['objects-in-a-row.json', ROWS.map((row) => JSON.stringify(row)).join(' ')],
    ['wrapped.json', JSON.stringify({ version: '1.0', n: 3, data: ROWS, info: { rows: [{ a: [1] }] } })],
    ['pretty-wrapped.json', JSON.stringify({ train: ROWS }, null, 2)],
    ['lines-called.json', LINES],
    ['array-called.jsonl', JSON.stringify(ROWS)],
    ['no-extension', LINES],
    ['rows.csv', csv],
    ['marked.csv', `\uFEFF${csv}`],
    ['unix.csv', `${csv.replaceAll('\r\n', '\n')}\n`],
    ['spaced.csv', csv.replaceAll('\r\n', '\r\n\r\n')],
    ['semicolons.csv', Papa.unparse(ROWS, { delimiter: ';' })],
    ['rows.tsv', Papa.unparse(ROWS, { delimiter: '\t', quotes: true })],
    ['table', csv],
    ['rows.parquet', parquet],
    ['rows.jsonl.gz', gzipSync(LINES)],
    ['two-members.jsonl.gz', Buffer.concat([gzipSync(LINES.slice(0, middle)), gzipSync(LINES.slice(middle))])],
    ['array.json.gz', gzipSync(JSON.stringify(ROWS))],
    ['rows.csv.gz', gzipSync(csv)],
    ['rows.jsonl.zst', zstdStored(LINES)],
    ['two-frames.jsonl.zst', Buffer.concat([zstdStored(LINES.slice(0, middle)), zstdStored(LINES.slice(middle))])],
    ['rows.csv.zst', zstdStored(csv)],
    ['excel.csv', Buffer.from(`\uFEFF${csv}`, 'utf16le')],
    ['excel-swapped.csv', Buffer.from(`\uFEFF${csv}`, 'utf16le').swap16()],
    ['utf16.jsonl', Buffer.from(LINES, 'utf16le')],
    ['utf16.csv.gz', gzipSync(Buffer.from(`\uFEFF${csv}`, 'utf16le'))],
    ['data-00000-of-00001.arrow', arrow],
    ['stream.arrow', tableToIPC(table, { format: 'stream' })!],
  ])('%s', async (name, bytes) => {
    const expected = await content(await file('rows.jsonl', LINES));
    expect(expected.examples.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(await content(await file(name, bytes))).toEqual({ ...expected, skips: [], format: 'alpaca' });
  });

  it('reads nested columns of Parquet as it reads them from JSON', async () => {
    const messages = ROWS.map(({ instruction, output }) => [
      { role: 'user', content: instruction },
      { role: 'assistant', content: output },
    ]);
    const bytes = parquetWriteBuffer({ columnData: [{ name: 'messages', data: messages, type: 'JSON' }] });
    const lines = messages.map((list) => JSON.stringify({ messages: list })).join('\n');
    const fromParquet = await content(await file('nested.parquet', new Uint8Array(bytes)));
    expect(fromParquet).toEqual(await content(await file('nested.jsonl', lines)));
  });
});

/** Two batches, each with its own dictionary for `prompt`, as written by Arrow's Python library. */
const CHANGING_DICTIONARY = gunzipSync(
  Buffer.from(
    'H4sIALK1C2sC/+VROQ7CMBAcBydYiCJFhCgoeAwlJR9IEAUSlxAFz6HkKZT8yMzaDjFRQo9Yab0+ZtYztrXWPgHkkBhhjAwpDGcMpaFZrsRITZgrZuHw' +
      'BVEZhmTIyvNVKnXG1EDoCKyP+9Nuc9keD8CNvXJM31zpU3Ol74I5j/gZ83RmgwvIMe5ERrnVcDTsYjxU+VOvmdfYe9AKhy+Cs7HjItHBhw/v2Peu32JK' +
      'pA4ny7Cv0MQA/WFaNeap1jreL8Nc9D8+9E8+9Q809cElOvTuOvSmX/Sqlt4+H/V7JREm6fCjvtwl+LJsfP7iP1V/8k9V1fiU+gLTkm8cMAQAAA==',
    'base64',
  ),
);

describe('Arrow streams', () => {
  const stream = tableToIPC(table, { format: 'stream' })!;
  it.each([
    ['a second stream behind the first', Buffer.concat([stream, stream]), /contains more bytes after the end/],
    ['no mark at its end', stream.subarray(0, -8), /ends in the middle of its stream/],
    ['a dictionary for each batch', CHANGING_DICTIONARY, /changes its dictionaries/],
  ])('%s is told, and never passed over', async (_what, bytes, message) => {
    await expect(content(await file('rows.arrow', bytes))).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(message),
    });
  });

  it('numbers beyond 2^53 are no obstacle', async () => {
    const large = tableFromArrays({ id: [2n ** 60n], prompt: ['p'], completion: ['c'] });
    const { examples } = await content(await file('ids.arrow', tableToIPC(large, { format: 'file' })!));
    expect(examples[0]!.turns.map(({ text }) => text)).toEqual(['p', 'c']);
  });
});

it('reads CSV as Excel saves it in Japan', async () => {
  const bytes = Buffer.from('jr+W4iyJ8ZOaDQqL84LNib2QRoLFgreCqSyQwoKigsWCt4FCDQqQ4YLNLJSSgqKCxYK3gUINCg==', 'base64');
  const { examples, format } = await content(await file('kaitou.csv', bytes));
  expect(format).toBe('question-answer');
  expect(examples[0]!.turns.map(({ text }) => text)).toEqual(['空は何色ですか', '青いです。']);
});

it('reads bzip2, and files that follow each other in one', async () => {
  const twice = await content(await file('rows.jsonl.bz2', Buffer.concat([BZIP2, BZIP2])));
  expect(twice.examples.map(({ turns }) => turns.map(({ text }) => text))).toEqual([
    ['p', 'c'],
    ['p', 'c'],
  ]);
});

it('reads columns and speakers by what the catalogue of LLaMA-Factory says of them', async () => {
  const own = await mkdtemp(join(folder, 'llama-factory-'));
  const catalogue = {
    first: { file_name: 'a.json', columns: { prompt: 'ask', query: 'with', response: 'say', system: 'sys' } },
    second: {
      ...{ file_name: 'b.json', formatting: 'sharegpt', columns: { messages: 'dialogue' } },
      tags: { role_tag: 'who', content_tag: 'says', user_tag: 'me', assistant_tag: 'it' },
    },
    third: { hf_hub_url: 'somebody/something' },
  };
  await writeFile(join(own, 'dataset_info.json'), JSON.stringify(catalogue));
  await writeFile(join(own, 'a.json'), JSON.stringify([{ ask: 'Sum', with: '1, 2', say: '3', sys: 'Be brief.' }]));
  const dialogue = [
    { who: 'me', says: 'Hi' },
    { who: 'it', says: 'Hello' },
  ];
  await writeFile(join(own, 'b.json'), JSON.stringify([{ dialogue }]));
  const turnsOf = async (name: string) =>
    (await content(join(own, name))).examples[0]!.turns.map(({ role, text }) => `${role}: ${text}`);
  expect(await turnsOf('a.json')).toEqual(['system: Be brief.', 'user: Sum\n1, 2', 'assistant: 3']);
  expect(await turnsOf('b.json')).toEqual(['user: Hi', 'assistant: Hello']);
});

it.each(['[]', '"x"', '{"features":{}}', '{"other":{"file_name":"other.json","columns":7}}'])(
  'is not led astray by another catalogue: %s',
  async (catalogue) => {
    const own = await mkdtemp(join(folder, 'other-'));
    await writeFile(join(own, 'dataset_info.json'), catalogue);
    await writeFile(join(own, 'rows.jsonl'), LINES);
    expect((await content(join(own, 'rows.jsonl'))).examples).toHaveLength(3);
  },
);

it.each([
  ['{', /dataset_info\.json, which names the columns .* is not valid: /],
  ['{"mine":{"file_name":"rows.jsonl","formatting":"of my own"}}', /is not valid: mine\.formatting: /],
])('a catalogue that names its columns and is not understood is told, not passed over: %s', async (catalogue, said) => {
  const own = await mkdtemp(join(folder, 'wrong-'));
  await writeFile(join(own, 'dataset_info.json'), catalogue);
  await writeFile(join(own, 'rows.jsonl'), LINES);
  const failure = await content(join(own, 'rows.jsonl')).catch((error) => error);
  expect(failure).toMatchObject({ code: 'unreadable', message: expect.stringMatching(said) });
});

describe('summary', () => {
  it('speaks of the bytes on disk, after a reading, and again after the next', async () => {
    const bytes = gzipSync(LINES);
    const path = await file('sum.jsonl.gz', bytes);
    const reader = await openDataset(path, 3);
    expect(() => reader.summary()).toThrow('was not read to the end');
    for (let reading = 0; reading < 2; reading += 1) {
      for await (const chunk of reader) expect(chunk.file).toBe(3);
      expect(reader.summary()).toEqual({
        path,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.length,
        container: 'lines',
        compression: 'gzip',
      });
      expect(reader.bytesRead).toBe(bytes.length);
    }
  });

  it('reads standard input twice and leaves nothing behind', async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('zenbun-')).length;
    const stdin = (async function* () {
      yield Buffer.from(LINES.slice(0, 40));
      yield Buffer.from(LINES.slice(40));
    })();
    const reader = await openDataset('-', 0, { stdin });
    for (let reading = 0; reading < 2; reading += 1) {
      let records = 0;
      for await (const chunk of reader) records += chunk.ranges.length / 2;
      expect(records).toBe(3);
    }
    await reader.close();
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('zenbun-')).length).toBe(before);
  });

  it('gives a frame with which kept records make a file of the same kind', async () => {
    for (const [name, text] of [
      ['a.jsonl', LINES],
      ['a.json', JSON.stringify(ROWS)],
      ['a.csv', Papa.unparse(ROWS)],
    ] as const) {
      const reader = await openDataset(await file(name, text), 0);
      const kept: string[] = [];
      for await (const chunk of reader) {
        parseChunk(chunk, {
          example: ({ line }, start, end) => {
            if (line !== 2) kept.push(Buffer.from(chunk.bytes.subarray(start, end)).toString());
          },
          skipped: () => undefined,
        });
      }
      const { before, between, after } = reader.frame;
      const again = await content(await file(name, Buffer.from(before).toString() + kept.join(between) + after));
      expect(again.examples.map(({ turns }) => turns.at(-1)?.text)).toEqual([ROWS[0]!.output, ROWS[2]!.output]);
    }
  });
});

const GOOD = '{"prompt":"a","response":"b"}';

describe('rows that are skipped while the file is read', () => {
  const cases: readonly (readonly [
    what: string,
    name: string,
    content: string | Uint8Array,
    expected: readonly string[],
    options?: DatasetOptions,
  ])[] = [
    ['broken JSON', 'x.jsonl', `${GOOD}\n{"prompt":\n${GOOD}\n`, ['1: b', '3: b', 'skipped 2: not valid JSON']],
    ['a broken first line', 'x.jsonl', `{"prompt": oops}\n${GOOD}\n`, ['2: b', 'skipped 1: not valid JSON']],
    ['blank lines, which are no rows', 'x.jsonl', `\n${GOOD}\n  \r\n\n${GOOD}`, ['2: b', '5: b']],
    [
      'a truncated last line',
      'x.jsonl',
      `${GOOD}\n{"prompt":"a","resp`,
      ['1: b', 'skipped 2: the file ends inside this record'],
    ],
    ['a truncated array', 'x.json', `[${GOOD},{"prompt":"a"`, ['1: b', 'skipped 2: the file ends inside this record']],
    [
      'an array that is never closed',
      'x.json',
      `[${GOOD},`,
      ['1: b', 'skipped 2: the file ends before its JSON is closed'],
    ],
    ['a broken element', 'x.json', `[${GOOD},{"prompt" "a"},${GOOD}]`, ['1: b', '3: b', 'skipped 2: not valid JSON']],
    [
      'elements that are no objects',
      'x.json',
      `[${GOOD}, 7, "x", null]`,
      ['1: b', ...[2, 3, 4].map((n) => `skipped ${n}: not an object with named fields`)],
    ],
    [
      'broken UTF-8',
      'x.jsonl',
      Buffer.concat([Buffer.from(`${GOOD}\n{"p":"`), Buffer.from([0xe3, 0x81]), Buffer.from(`"}\n${GOOD}`)]),
      ['1: b', '3: b', 'skipped 2: not valid UTF-8 at byte 7'],
    ],
    [
      'broken UTF-8 in a table',
      'x.csv',
      Buffer.concat([Buffer.from('prompt,response\na,b\na,'), Buffer.from([0xff]), Buffer.from('\nc,d\n')]),
      ['1: b', '3: d', 'skipped 2: not valid UTF-8 at byte 3'],
    ],
    [
      'too long a line',
      'x.jsonl',
      `${GOOD}\n{"prompt":"${'x'.repeat(5_000)}"}\n${GOOD}`,
      ['1: b', '3: b', 'skipped 2: longer than the limit for one record'],
      { limits: { recordBytes: 1_000, chunkBytes: 64, blockBytes: 50 } },
    ],
    [
      'too long an element',
      'x.json',
      `[${GOOD},{"prompt":"${'x'.repeat(5_000)}"},${GOOD}]`,
      ['1: b', '3: b', 'skipped 2: longer than the limit for one record'],
      { limits: { recordBytes: 1_000, chunkBytes: 64, blockBytes: 50 } },
    ],
    [
      'deep nesting',
      'x.jsonl',
      `${GOOD}\n{"prompt":"a","response":"b","x":${'['.repeat(2_000)}${']'.repeat(2_000)}}\n`,
      ['1: b', 'skipped 2: nested more than 1000 levels deep'],
    ],
    [
      'very deep nesting',
      'x.jsonl',
      `${GOOD}\n${'{"a":'.repeat(300_000)}1${'}'.repeat(300_000)}\n`,
      ['1: b', 'skipped 2: nested more than 1000 levels deep'],
    ],
    [
      'deep nesting that is never closed',
      'x.json',
      `[${GOOD},${'['.repeat(300_000)}`,
      ['1: b', 'skipped 2: the file ends inside this record'],
    ],
    [
      'cells too few and too many',
      'x.csv',
      'prompt,response\na,b\na\na,b,c\n',
      ['1: b', 'skipped 2: has 1 cells where the header has 2', 'skipped 3: has 3 cells where the header has 2'],
    ],
    [
      'a quote that is never closed',
      'x.csv',
      'prompt,response\na,b\na,"b\nc,d\n',
      ['1: b', 'skipped 2: a quoted cell is never closed'],
    ],
    [
      'a zero byte',
      'x.jsonl',
      `${GOOD}\n{"prompt":"\u0000"}\n${GOOD}\n`.repeat(3),
      ['1: b', '3: b', '4: b', '6: b', '7: b', '9: b', ...[2, 5, 8].map((n) => `skipped ${n}: not valid JSON`)],
    ],
    [
      'rows of another format than the one named',
      'x.jsonl',
      `${GOOD}\n{"instruction":"a","output":"c"}`,
      ['2: c', 'skipped 1: is not alpaca (its fields: prompt, response); it looks like question-answer'],
      { format: 'alpaca' },
    ],
  ];
  it.each(cases.map((one) => ({ what: one[0], one })))('$what', async ({ one: [, name, bytes, expected, options] }) => {
    expect(await answers(await file(name, bytes), options)).toEqual(expected);
  });
});

describe('files that cannot be read', () => {
  const bomb = gzipSync(Buffer.alloc(65 * 2 ** 20, ' '), { level: 1 });
  const cases: readonly (readonly [
    what: string,
    name: string,
    content: string | Uint8Array,
    code: string,
    message: RegExp,
    options?: DatasetOptions,
  ])[] = [
    ['empty', 'x.jsonl', '', 'unreadable', /is empty/],
    ['empty behind gzip', 'x.jsonl.gz', gzipSync(''), 'unreadable', /is empty/],
    ['only white space', 'x.jsonl', ' \n\n', 'unreadable', /contains no rows/],
    ['an empty array', 'x.json', '[]', 'unreadable', /contains no rows/],
    ['a header alone', 'x.csv', 'prompt,response\n', 'unreadable', /contains no rows/],
    [
      'UTF-16 that ends inside a character',
      'x.jsonl',
      Buffer.from(`\uFEFF${GOOD}`, 'utf16le').subarray(0, -1),
      'damaged',
      /looks like UTF-16 text/,
    ],
    ['an Arrow file that is cut', 'x.arrow', arrow.subarray(0, arrow.length >> 1), 'damaged', /Arrow file cannot be/],
    ['bzip2 that is cut', 'x.jsonl.bz2', BZIP2.subarray(0, 60), 'damaged', /the bzip2 data is damaged/],
    ['binary', 'x.jsonl', Buffer.from([...Array(400).keys()]), 'unreadable', /is a binary file/],
    ['a ZIP archive', 'x.jsonl', Buffer.from('PK\u0003\u0004aaaaaaaaaaaaaaaaaaaaaa'), 'unreadable', /is a ZIP archive/],
    ['compressed twice', 'x.jsonl.gz', gzipSync(gzipSync(LINES)), 'unreadable', /is compressed twice/],
    ['half a gzip', 'x.jsonl.gz', gzipSync(LINES).subarray(0, 60), 'damaged', /damaged or incomplete/],
    ['half a zstd', 'x.jsonl.zst', zstdStored(LINES).subarray(0, 60), 'damaged', /damaged or incomplete/],
    ['half a Parquet', 'x.parquet', Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(100, 7)]), 'damaged', /Parquet/],
    ['a bomb', 'x.jsonl.gz', bomb, 'limit', /times its size/, { limits: { expansionRatio: 20 } }],
    [
      'more than is wanted',
      'x.jsonl.gz',
      gzipSync(LINES),
      'limit',
      /times its size/,
      { limits: { expandedBytes: 100 } },
    ],
    [
      'no row of any format',
      'x.jsonl',
      '{"a":1}\n{"a":2}',
      'unreadable',
      /none of its 2 rows could be read: its fields match no known format \(a\)/,
    ],
    [
      'no row of the named format',
      'x.jsonl',
      GOOD,
      'unreadable',
      /is not alpaca .*it looks like question-answer/,
      { format: 'alpaca' },
    ],
    [
      'a page of prose',
      'x.txt',
      'Dear reader.\nThis is a letter.\n',
      'unreadable',
      /none of its 2 rows could be read: looks like plain text, not rows of data/,
    ],
    [
      'columns that are not there',
      'x.csv',
      'a,b\n1,2\n',
      'unreadable',
      /has no field "reply"/,
      { map: { user: 'a', assistant: 'reply' } },
    ],
  ];
  it.each(cases.map((one) => ({ what: one[0], one })))(
    '$what',
    async ({ one: [, name, bytes, code, message, options] }) => {
      await expect(file(name, bytes).then((path) => content(path, options))).rejects.toMatchObject({
        name: 'ZenbunError',
        code,
        message: expect.stringMatching(message),
      });
    },
  );

  it('missing, or a folder', async () => {
    await expect(openDataset(join(folder, 'nothing'), 0)).rejects.toMatchObject({ code: 'not-found' });
    await expect(openDataset(folder, 0)).rejects.toMatchObject({ code: 'usage' });
  });

  it('changing while it is read, or between two readings', async () => {
    const path = await file('growing.jsonl', LINES.repeat(50));
    const reader = await openDataset(path, 0, { limits: { blockBytes: 500, chunkBytes: 500 } });
    const whileRead = async () => {
      for await (const chunk of reader) if (chunk.seq === 1) await appendFile(path, LINES);
    };
    await expect(whileRead()).rejects.toMatchObject({ code: 'damaged' });
    const later = async () => {
      for await (const chunk of reader) expect(chunk.file).toBe(0);
    };
    await expect(later()).rejects.toMatchObject({ code: 'damaged' });
    expect((await readFile(path, 'utf8')).length).toBeGreaterThan(0);
  });
});
