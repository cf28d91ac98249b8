import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import type { MarkedRow } from '../workers/chunk-outcome.ts';
import { decodeMarkedRows } from './marked-row.ts';

/** Bytes of marks kept in memory before they are moved to a temporary file. */
const MEMORY_BOUND = 16 * 1024 * 1024;

/** Marked rows, ordered by file and line. */
export interface RowSource {
  rows(): Generator<MarkedRow>;
}

interface SpoolBlock {
  readonly file: number;
  /** The marks as UTF-8 (outside the heap, with nothing between the rows), or their position in the file. */
  place: Buffer | { readonly offset: number; readonly length: number };
}

/**
 * Takes the marks of all chunks in any order and returns them in the order of the chunks. Beyond a bound they are moved
 * to a temporary file, so a set in which every row is marked costs disk, not memory. I/O is synchronous: calls are few
 * and large, and rows can be yielded without a promise for each.
 */
export class MarkSpool implements RowSource {
  readonly #bound: number;
  readonly #blocks: (SpoolBlock | undefined)[] = [];
  #inMemory = 0;
  /** Descriptor of an unlinked temporary file, so that nothing is left behind if the process is killed later. */
  #descriptor: number | undefined;
  #end = 0;

  constructor(bound: number = MEMORY_BOUND) {
    this.#bound = bound;
  }

  /** Keeps the marks of chunk `sequence`. Throws `not-written` if the temporary file cannot take them. */
  add(sequence: number, file: number, marks: string): void {
    if (marks === '') return;
    const bytes = Buffer.from(marks);
    this.#blocks[sequence] = { file, place: bytes };
    this.#inMemory += bytes.length;
    if (this.#inMemory > this.#bound) this.#spill();
  }

  *rows(): Generator<MarkedRow> {
    for (const { file, marks } of this.blocks()) yield* decodeMarkedRows(file, marks);
  }

  /** Returns the marks of chunk `sequence` as they were added. */
  marksOf(sequence: number): string {
    const block = this.#blocks[sequence];
    return block === undefined ? '' : this.#read(block);
  }

  /** Yields the marks as written by `encodeMarkedRow`, chunk by chunk in order. */
  *blocks(): Generator<{ readonly file: number; readonly marks: string }> {
    for (const block of this.#blocks) if (block !== undefined) yield { file: block.file, marks: this.#read(block) };
  }

  /** Closes the temporary file. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #spill(): void {
    try {
      this.#descriptor ??= openNameless();
      for (const block of this.#blocks) {
        if (!Buffer.isBuffer(block?.place)) continue;
        const { length } = block.place;
        for (let done = 0; done < length; ) {
          done += writeSync(this.#descriptor, block.place, done, length - done, this.#end + done);
        }
        block.place = { offset: this.#end, length };
        this.#end += length;
      }
      this.#inMemory = 0;
    } catch (cause) {
      throw new ZenbunError(
        'not-written',
        {
          en: `The temporary file of row marks in ${tmpdir()} could not be written.`,
          ja: `検出結果を ${tmpdir()} に一時保存できませんでした`,
        },
        {
          advice: {
            en: 'Free some space there, or set TMPDIR to another folder.',
            ja: '空き容量を増やすか、TMPDIR で別のフォルダーを指定してください。',
          },
          cause,
        },
      );
    }
  }

  #read(block: SpoolBlock): string {
    if (Buffer.isBuffer(block.place)) return block.place.toString();
    const { offset, length } = block.place;
    const buffer = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const count = readSync(this.#descriptor!, buffer, done, length - done, offset + done);
      if (count === 0)
        throw new ZenbunError('internal', {
          en: 'The temporary file of row marks is incomplete.',
          ja: '検出結果の一時ファイルが途中で終わっています',
        });
      done += count;
    }
    return buffer.toString();
  }
}

function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-'));
  try {
    return openSync(join(folder, 'marks'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
