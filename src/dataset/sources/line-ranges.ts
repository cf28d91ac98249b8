import { createHash } from 'node:crypto';
import type { DatasetOptions } from '../options.ts';
import { type FileRange, openSource, readBlocks, type SourceFile } from './source-file.ts';

const LINE_BREAK = 0x0a;
/** Most lines are shorter, so that one read finds the end of a line. */
const STEP_BYTES = 2 ** 16;

/** Returns the offset of the first line that begins at or after `at`; the size of the file if there is none. */
async function lineStart(source: SourceFile, at: number): Promise<number> {
  if (at <= 0) return 0;
  let offset = at - 1;
  for await (const block of readBlocks(source, STEP_BYTES, { from: offset, to: source.size })) {
    const found = block.indexOf(LINE_BREAK);
    if (found >= 0) return offset + found + 1;
    offset += block.length;
  }
  return source.size;
}

/**
 * Returns the byte range of the lines that begin in a range: from the start of the first line to the end of the last.
 */
export async function linesIn(source: SourceFile, { from, to }: FileRange): Promise<FileRange> {
  return { from: await lineStart(source, from), to: await lineStart(source, Math.min(to, source.size)) };
}

/** SHA-256 digests, in lower-case hex, of a whole file and of the lines of each range that it was divided into. */
export interface RangeDigests {
  readonly whole: string;
  readonly ranges: readonly string[];
}

/**
 * Reads a file and computes its digests. `cuts`: the offsets between its ranges, in ascending order. Throws the errors
 * of reading.
 */
export async function rangeDigests(
  path: string,
  cuts: readonly number[],
  { signal, objects }: Pick<DatasetOptions, 'signal' | 'objects'> = {},
): Promise<RangeDigests> {
  const source = await openSource(path, process.stdin, signal, objects);
  const whole = createHash('sha256');
  const ranges: string[] = [];
  const starts: number[] = [0];
  for (const cut of cuts) starts.push(await lineStart(source, cut));
  starts.push(source.size);
  for (const [index, from] of starts.slice(0, -1).entries()) {
    const hash = createHash('sha256');
    for await (const block of readBlocks(source, 2 ** 20, { from, to: starts[index + 1]! })) {
      signal?.throwIfAborted();
      whole.update(block);
      hash.update(block);
    }
    ranges.push(hash.digest('hex'));
  }
  return { whole: whole.digest('hex'), ranges };
}
