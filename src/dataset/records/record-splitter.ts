import { type Chunk, GAP, NOT_CLOSED, TOO_LONG } from '../chunk.ts';
import { LineCounter } from './line-counter.ts';
import type { RecordScanner } from './record-scanner.ts';

/** Like `GAP`, but for offsets into the stream, which may be any number from 0 up. */
const NOWHERE = -1;

/** The properties shared by all chunks of a file. */
export type ChunkFrame = Pick<Chunk, 'file' | 'encoding' | 'format' | 'map' | 'naming' | 'maxDepth'>;

/**
 * Packs the records that a scanner finds into chunks. Copies the bytes it has not handed on yet (at most one chunk and
 * one record, and never more than the record limit of a record), so the caller may reuse its block.
 */
export class RecordSplitter {
  readonly #scanner: RecordScanner;
  readonly #frame: ChunkFrame;
  readonly #chunkBytes: number;
  readonly #recordBytes: number;
  /** Consecutive pieces of the stream, from offset `#heldFrom` to `#seen`. */
  #held: Uint8Array[] = [];
  #heldFrom = 0;
  #seen = 0;
  /**
   * As in a chunk, but with offsets into the stream; only the first `#filled` numbers are valid. One array serves all
   * chunks.
   */
  #ranges = new Float64Array(2 ** 10);
  #filled = 0;
  #seq = 0;
  #line = 1;
  /** Counts line breaks if records are not lines. */
  readonly #breaks: LineCounter | null;
  #physical: number[] = [];

  /** `firstLine`: the line of the file in which the stream begins, if the lines of records are wanted. */
  constructor(
    scanner: RecordScanner,
    frame: ChunkFrame,
    limits: { chunkBytes: number; recordBytes: number },
    firstLine: number | null = null,
  ) {
    this.#breaks = firstLine === null ? null : new LineCounter(firstLine);
    this.#scanner = scanner;
    this.#frame = frame;
    this.#chunkBytes = limits.chunkBytes;
    this.#recordBytes = limits.recordBytes;
  }

  /** Takes the next bytes of the stream and returns a chunk once enough of them have accumulated. */
  push(block: Uint8Array): Chunk | null {
    const base = this.#seen;
    this.#held.push(block);
    this.#seen += block.length;
    this.#breaks?.begin(block, base);
    this.#scanner.scan(block, base, this.#found);
    this.#breaks?.finish(this.#scanner.openSince());
    const full = this.#filled > 0 && this.#seen - this.#heldFrom >= this.#chunkBytes;
    const chunk = full ? this.#pack(false) : null;
    this.#letGo(block);
    return chunk;
  }

  /** Ends the stream. Returns the last chunk, or null if nothing is left. */
  end(): Chunk | null {
    const ending = this.#scanner.end(this.#seen, this.#found);
    if (ending === 'open-container') this.#add(NOWHERE, NOT_CLOSED);
    return this.#filled === 0 ? null : this.#pack(ending === 'open-record');
  }

  readonly #found = (start: number, end: number): void => {
    if (end - start > this.#recordBytes) this.#add(NOWHERE, TOO_LONG);
    else this.#add(start, end);
  };

  #add(start: number, end: number): void {
    if (this.#breaks !== null) this.#physical.push(this.#breaks.lineAt(start));
    if (this.#filled === this.#ranges.length) {
      const longer = new Float64Array(2 * this.#filled);
      longer.set(this.#ranges);
      this.#ranges = longer;
    }
    this.#ranges[this.#filled] = start;
    this.#ranges[this.#filled + 1] = end;
    this.#filled += 2;
  }

  #pack(endsOpen: boolean): Chunk {
    const all = this.#ranges.subarray(0, this.#filled);
    this.#filled = 0;
    const ranges = new Uint32Array(all.length);
    let from = -1;
    let to = 0;
    for (let i = 0; i < all.length; i += 2) {
      const start = all[i]!;
      if (start === NOWHERE) {
        ranges[i] = GAP;
        ranges[i + 1] = all[i + 1]!;
        continue;
      }
      if (from < 0) from = start;
      to = all[i + 1]!;
      ranges[i] = start - from;
      ranges[i + 1] = to - from;
    }
    const bytes = this.#copy(Math.max(from, 0), to);
    const physicalLines = this.#breaks === null ? null : Uint32Array.from(this.#physical);
    this.#physical = [];
    const placed = { seq: this.#seq, firstLine: this.#line, physicalLines };
    const chunk: Chunk = { ...this.#frame, ...placed, bytes, ranges, endsOpen };
    this.#seq += 1;
    this.#line += all.length / 2;
    return chunk;
  }

  #copy(from: number, to: number): Uint8Array {
    const bytes = new Uint8Array(to - from);
    let base = this.#heldFrom;
    for (const piece of this.#held) {
      const first = Math.max(from - base, 0);
      const last = Math.min(to - base, piece.length);
      if (first < last) bytes.set(piece.subarray(first, last), base + first - from);
      base += piece.length;
    }
    return bytes;
  }

  /**
   * Releases bytes that no range and no open record needs, and copies the part of the caller's block that must be kept.
   */
  #letGo(block: Uint8Array): void {
    this.#held.pop();
    let open = Math.min(this.#scanner.openSince(), this.#seen);
    if (this.#seen - open > this.#recordBytes) open = this.#seen;
    const keep = this.#firstRange() ?? open;
    while (this.#held.length > 0 && this.#heldFrom + this.#held[0]!.length <= keep) {
      this.#heldFrom += this.#held.shift()!.length;
    }
    const base = this.#seen - block.length;
    if (this.#held.length === 0) this.#heldFrom = Math.max(keep, base);
    const kept = new Uint8Array(block.subarray(Math.max(keep - base, 0)));
    if (kept.length > 0) this.#held.push(kept);
  }

  /**
   * Returns the start of the first range that holds bytes. A linear search is enough: there are few ranges between two
   * chunks, and gaps are rare.
   */
  #firstRange(): number | undefined {
    for (let i = 0; i < this.#filled; i += 2) if (this.#ranges[i] !== NOWHERE) return this.#ranges[i];
    return undefined;
  }
}
