import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZenbunError } from '../errors.ts';
import type { MarkedRow } from './chunk-outcome.ts';
import { decodeMarkedRows } from './marked-row.ts';

/** UTF-16 code units of marks kept in memory before they go to a temporary file. */
const MEMORY_BOUND = 16 * 1024 * 1024;

/** Marked rows, ordered by file and line. */
export interface RowSource {
  rows(): Generator<MarkedRow>;
}

interface Block {
  readonly file: number;
  /** The marks themselves, or where they are in the temporary file. */
  place: string | { readonly offset: number; readonly bytes: number };
}

/**
 * The marks of all chunks, taken in any order and given back in the order of the chunks. Past a bound they lie in a
 * temporary file, so a set in which every row is marked costs disk, not memory. Its calls are synchronous: they are few
 * and large, and rows come back one by one without a promise each.
 */
export class MarkSpool implements RowSource {
  readonly #bound: number;
  readonly #blocks: (Block | undefined)[] = [];
  #inMemory = 0;
  #folder: string | undefined;
  #descriptor: number | undefined;
  #end = 0;

  constructor(bound: number = MEMORY_BOUND) {
    this.#bound = bound;
  }

  /** Keeps the marks of chunk `sequence`. Throws `not-written` when the temporary file cannot take them. */
  add(sequence: number, file: number, marks: string): void {
    if (marks === '') return;
    this.#blocks[sequence] = { file, place: marks };
    this.#inMemory += marks.length;
    if (this.#inMemory > this.#bound) this.#spill();
  }

  *rows(): Generator<MarkedRow> {
    for (const block of this.#blocks) {
      if (block !== undefined) yield* decodeMarkedRows(block.file, this.#read(block));
    }
  }

  /** Removes the temporary file. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#descriptor = undefined;
    this.#folder = undefined;
  }

  #spill(): void {
    try {
      this.#folder ??= mkdtempSync(join(tmpdir(), 'zenbun-'));
      this.#descriptor ??= openSync(join(this.#folder, 'marks'), 'wx+', 0o600);
      for (const block of this.#blocks) {
        if (block === undefined || typeof block.place !== 'string') continue;
        const bytes = Buffer.from(block.place);
        for (let done = 0; done < bytes.length; ) {
          done += writeSync(this.#descriptor, bytes, done, bytes.length - done, this.#end + done);
        }
        block.place = { offset: this.#end, bytes: bytes.length };
        this.#end += bytes.length;
      }
      this.#inMemory = 0;
    } catch (cause) {
      throw new ZenbunError('not-written', `The marks of the rows could not be kept aside in ${tmpdir()}.`, {
        advice: 'Free space there, or point TMPDIR to another folder.',
        cause,
      });
    }
  }

  #read(block: Block): string {
    if (typeof block.place === 'string') return block.place;
    const { offset, bytes } = block.place;
    const buffer = Buffer.allocUnsafe(bytes);
    for (let done = 0; done < bytes; ) {
      const count = readSync(this.#descriptor!, buffer, done, bytes - done, offset + done);
      if (count === 0) throw new ZenbunError('internal', 'The temporary file of marks ended early.');
      done += count;
    }
    return buffer.toString();
  }
}
