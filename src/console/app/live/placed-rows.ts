import type { ConsolePage, ConsoleRow } from '../../../schema/index.ts';
import { CHUNK } from '../../log/last-rows.ts';

/** So many chunks are kept: 25,600 rows, a few megabytes. */
const MAX_CHUNKS = 200;

/** A place in the list: a row, `gap` where the log has none that can be read, `unknown` where nobody asked yet. */
export type PlacedRow = ConsoleRow | 'gap' | 'unknown';

interface RowChunk {
  readonly rows: (ConsoleRow | undefined)[];
  /** Of its indexes, so many from the first on are known: a row, or none. */
  known: number;
}

/**
 * Rows of a log by index. Pages and the tail are put into it in any order; an index is a gap only when a page that covers it, or the tail right
 * before it, says so. Forgets the chunks that were looked at longest ago.
 */
export class PlacedRows {
  #first = 0;
  #size = 0;
  /** The order is that in which they were last looked at. */
  readonly #chunks = new Map<number, RowChunk>();
  readonly #asked = new Set<number>();

  /** Index of the first record that is still there. */
  get first(): number {
    return this.#first;
  }

  /** Index behind the last record that is known of. */
  get size(): number {
    return this.#size;
  }

  at(index: number): PlacedRow {
    if (index < this.#first) return 'gap';
    const chunk = this.#chunks.get(Math.floor(index / CHUNK));
    if (chunk === undefined) return 'unknown';
    const row = chunk.rows[index % CHUNK];
    if (row !== undefined) return row;
    return index % CHUNK < chunk.known ? 'gap' : 'unknown';
  }

  /** How far the log goes, without any row of it. */
  putExtent({ first, size }: Pick<ConsolePage, 'first' | 'size'>): void {
    this.#first = Math.max(this.#first, first);
    this.#size = Math.max(this.#size, size);
  }

  /** What the server says of the records from `from` on; `from` begins a chunk. */
  putPage(from: number, { size, first, rows }: ConsolePage): void {
    this.#asked.delete(from);
    this.putExtent({ first, size });
    const chunk = this.#chunk(Math.floor(from / CHUNK));
    for (const row of rows) if (Math.floor(row.index / CHUNK) * CHUNK === from) chunk.rows[row.index % CHUNK] = row;
    chunk.known = Math.max(chunk.known, Math.min(CHUNK, size - from));
  }

  /** A row of the tail. One whose predecessor is not known leaves the indexes between to be asked for. */
  putRow(row: ConsoleRow): void {
    this.#size = Math.max(this.#size, row.index + 1);
    const chunk = this.#chunk(Math.floor(row.index / CHUNK));
    const place = row.index % CHUNK;
    chunk.rows[place] = row;
    if (place === chunk.known) chunk.known += 1;
  }

  /** Starts of chunks of a range (`to` exclusive) that have to be asked for; each is given once until it is answered or failed. */
  wanted(from: number, to: number): number[] {
    const wanted: number[] = [];
    const end = Math.min(to, this.#size);
    for (let number = Math.floor(Math.max(from, this.#first) / CHUNK); number * CHUNK < end; number++) {
      const start = number * CHUNK;
      const known = this.#touched(number)?.known ?? 0;
      if (start + known >= Math.min(end, start + CHUNK) || this.#asked.has(start)) continue;
      this.#asked.add(start);
      wanted.push(start);
    }
    return wanted;
  }

  /** The page did not come; it may be asked for again. */
  failed(from: number): void {
    this.#asked.delete(from);
  }

  #touched(number: number): RowChunk | undefined {
    const chunk = this.#chunks.get(number);
    if (chunk === undefined) return undefined;
    this.#chunks.delete(number);
    this.#chunks.set(number, chunk);
    return chunk;
  }

  #chunk(number: number): RowChunk {
    const chunk = this.#touched(number) ?? { rows: [], known: 0 };
    this.#chunks.set(number, chunk);
    if (this.#chunks.size > MAX_CHUNKS) this.#chunks.delete(this.#chunks.keys().next().value!);
    return chunk;
  }
}
