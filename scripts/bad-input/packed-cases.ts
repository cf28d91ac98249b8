import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { type BadCase, GOOD } from './bad-case.ts';
import { fileCase } from './file-case.ts';

/** Makes a zstd frame of one raw block (RFC 8878, 3.1.1), which is readable and needs no compressor. */
function zstd(text: string): Buffer {
  const content = Buffer.from(text);
  const head = Buffer.alloc(12);
  head.writeUInt32LE(0xfd2fb528, 0);
  head.writeUInt8(0xa0, 4);
  head.writeUInt32LE(content.length, 5);
  head.writeUIntLE((content.length << 3) | 1, 9, 3);
  return Buffer.concat([head, content]);
}

const parquet = (answers: readonly string[]) =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'prompt', data: answers.map((_, i) => `Question ${i}?`), type: 'STRING' },
        { name: 'completion', data: [...answers], type: 'STRING' },
      ],
    }),
  );
const manyAnswers = Array.from({ length: 1000 }, (_, i) => `The answer to it is ${i}.`);
const many = GOOD.repeat(1000);
const flipped = (bytes: Buffer, at: number) => {
  bytes[at]! ^= 0xff;
  return bytes;
};

/** `{"prompt":"p","completion":"c"}` and a line break, compressed. */
const BZIP2 = Buffer.from(
  'QlpoOTFBWSZTWRb90RQAAA9ZgAAQEAQAEAon1AogACIINqaMahTAATQz6wGMQqS/LXZsFmdCdfF3JFOFCQFv3RFA',
  'base64',
);
const arrow = () =>
  Buffer.from(
    tableToIPC(tableFromArrays({ prompt: manyAnswers.map(() => 'Which?'), completion: manyAnswers }), {
      format: 'stream',
    })!,
  );

/** Compressed files, Parquet, Arrow, CSV. */
export const packedCases: readonly BadCase[] = [
  fileCase('gzip bomb: 1 GB in 1 MB, one line', 'a.jsonl.gz', [0, 2], () => gzipSync(Buffer.alloc(1e9, '0'))),
  fileCase('gzip bomb: 1 GB in 4 MB, endless sound rows', 'a.jsonl.gz', [0, 2], () =>
    gzipSync(Buffer.alloc(1e9, GOOD)),
  ),
  fileCase('gzip cut off', 'a.jsonl.gz', [2], () => gzipSync(many).subarray(0, -20)),
  fileCase('gzip with a wrong checksum', 'a.jsonl.gz', [2], () => {
    const packed = gzipSync(many);
    return flipped(packed, packed.length - 8);
  }),
  fileCase('gzip in two members', 'a.jsonl.gz', [0], () => Buffer.concat([gzipSync(GOOD), gzipSync(GOOD)]), [2, 0]),
  fileCase(
    'gzip in two members with zeros between them',
    'a.jsonl.gz',
    [0],
    () => Buffer.concat([gzipSync(GOOD), Buffer.alloc(512), gzipSync(GOOD)]),
    [2, 0],
  ),
  fileCase('gzip with rubbish behind it', 'a.jsonl.gz', [0, 2], () =>
    Buffer.concat([gzipSync(GOOD), Buffer.from('rubbish')]),
  ),
  fileCase('gzip within gzip', 'a.jsonl.gz', [2], () => gzipSync(gzipSync(many))),
  fileCase('plain text named .gz', 'a.jsonl.gz', [0, 2], GOOD),
  fileCase('gzip without the name', 'a.jsonl', [0, 2], () => gzipSync(GOOD)),
  fileCase('zstd', 'a.jsonl.zst', [0], () => zstd(GOOD), [1, 0]),
  fileCase('zstd cut off', 'a.jsonl.zst', [2], () => zstd(many).subarray(0, -20)),
  fileCase('plain text named .zst', 'a.jsonl.zst', [0, 2], GOOD),
  fileCase('Parquet', 'a.parquet', [0], () => parquet(manyAnswers), [1000, 0]),
  fileCase('Parquet cut off', 'a.parquet', [2], () => parquet(manyAnswers).subarray(0, -100)),
  fileCase('Parquet with a damaged middle', 'a.parquet', [0, 2], () => flipped(parquet(manyAnswers), 300)),
  fileCase('Parquet with a footer of 4 GB', 'a.parquet', [2], () => {
    const file = parquet(manyAnswers);
    file.writeUInt32LE(0xfffffff0, file.length - 8);
    return file;
  }),
  fileCase('Parquet without rows', 'a.parquet', [2], () => parquet([])),
  fileCase(
    'CSV with mark and CRLF',
    'a.csv',
    [0],
    '\ufeffprompt,completion\r\nWhere?,"At the pier,\r\nby the market."\r\nWhen?,At noon.\r\n',
    [2, 0],
  ),
  fileCase(
    'CSV with an unclosed quote',
    'a.csv',
    [2, 3],
    'prompt,completion\nWhere?,At the pier.\nWhen?,"At noon.\nWhy?,Who knows.\n',
  ),
  fileCase(
    'CSV with too few and too many cells',
    'a.csv',
    [3],
    'prompt,completion\nWhere?\nWhen?,At noon.,really\nWhy?,Who knows.\n',
  ),
  fileCase('bzip2 cut off', 'a.jsonl.bz2', [2], () => BZIP2.subarray(0, 60)),
  fileCase('bzip2 in two streams', 'a.jsonl.bz2', [0], () => Buffer.concat([BZIP2, BZIP2]), [2, 0]),
  fileCase('Arrow stream', 'a.arrow', [0], () => arrow(), [1000, 0]),
  fileCase('Arrow stream cut off', 'a.arrow', [2], () => arrow().subarray(0, -8)),
  fileCase('Arrow: a second stream behind the first', 'a.arrow', [2], () => Buffer.concat([arrow(), arrow()])),
  fileCase('CSV in UTF-16 that ends inside a character', 'a.csv', [2], () =>
    Buffer.from('\ufeffprompt,completion\r\nWhere?,There.\r\n', 'utf16le').subarray(0, -1),
  ),
  fileCase('CSV of its header only', 'a.csv', [2], 'prompt,completion\n'),
  fileCase('CSV of unknown columns', 'a.csv', [2], 'x,y\n1,2\n'),
  {
    name: '--map with a column that is missing',
    exits: [2],
    prepare(folder) {
      writeFileSync(join(folder, 'a.csv'), 'x,y\n1,2\n');
      return { args: [join(folder, 'a.csv'), '--map', 'user=x,assistant=z'] };
    },
  },
];
