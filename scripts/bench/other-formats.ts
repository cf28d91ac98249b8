import { closeSync, createReadStream, createWriteStream, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { parquetWriteFile } from 'hyparquet-writer';
import { type ScannedOnce, scanOnce } from './memory.ts';

export interface FormatRate extends ScannedOnce {
  readonly name: string;
  /** Bytes on disk, and as JSON lines. */
  readonly bytes: number;
  readonly plainBytes: number;
}

/**
 * Scans the first rows of the big file again as plain JSON lines, gzip and Parquet (Snappy), each in a fresh process.
 */
export async function measureFormats(path: string, folder: string, plainBytes: number): Promise<FormatRate[]> {
  const file = openSync(path, 'r');
  const bytes = Buffer.alloc(plainBytes);
  readSync(file, bytes, 0, plainBytes, 0);
  closeSync(file);
  const end = bytes.lastIndexOf(10);
  const plain = join(folder, 'part.jsonl');
  const gzip = `${plain}.gz`;
  const parquet = join(folder, 'part.parquet');
  await pipeline(createReadStream(path, { end }), createWriteStream(plain));
  await pipeline(createReadStream(plain), createGzip(), createWriteStream(gzip));
  const rows = bytes.toString('utf8', 0, end).split('\n');
  const messages = rows.map((row) => (JSON.parse(row) as { messages: object[] }).messages);
  parquetWriteFile({
    filename: parquet,
    columnData: [{ name: 'messages', data: messages.map((list) => JSON.stringify(list)), type: 'STRING' }],
    rowGroupSize: 10_000,
  });
  return [
    ['JSON lines', plain],
    ['JSON lines, gzip', gzip],
    ['Parquet, Snappy', parquet],
  ].map(([name, target]) => ({
    name: name!,
    bytes: statSync(target!).size,
    plainBytes: end + 1,
    ...scanOnce(target!, 1),
  }));
}
