import type { ConsolePage, ConsoleRow } from '../../../schema/index.ts';
import { CHUNK } from '../../log/last-rows.ts';

/** Maximum number of chunks kept: 25,600 rows, a few megabytes. */
const MAX_CHUNKS = 200;

/** A place in the list: a row, `gap` if the log has no readable record there, `unknown` if not requested yet. */
export type PlacedRow = ConsoleRow | 'gap' | 'unknown';

interface RowChunk {
  readonly rows: (ConsoleRow | undefined)[];
  /** Number of indexes known from the start of the chunk: each has a row, or none. */
  known: number;
}

/**
 * Rows of a log by index. Accepts pages and the tail in any order; an index counts as a gap only when a page that
 * covers it, or the tail right before it, says so. Forgets the chunks that were not looked at for longest.
 */
export class PlacedRows {
  #first = 0;
  #size = 0;
  /** In the order in which they were last looked at. */
  readonly #chunks = new Map<number, RowChunk>();
  readonly #asked = new Set<number>();

  /** Index of the first record that still exists. */
  get first(): number {
    return this.#first;
  }

  /** Index after the last known record. */
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

  /** Sets the extent of the log, without any rows. */
  putExtent({ first, size }: Pick<ConsolePage, 'first' | 'size'>): void {
    this.#first = Math.max(this.#first, first);
    this.#size = Math.max(this.#size, size);
  }

  /** Adds a server's page of the records from `from` on; `from` must start a chunk. */
  putPage(from: number, { size, first, rows }: ConsolePage): void {
    this.#asked.delete(from);
    this.putExtent({ first, size });
    const chunk = this.#chunk(Math.floor(from / CHUNK));
    for (const row of rows) if (Math.floor(row.index / CHUNK) * CHUNK === from) chunk.rows[row.index % CHUNK] = row;
    chunk.known = Math.max(chunk.known, Math.min(CHUNK, size - from));
  }

  /** Adds a row of the tail. If its predecessor is unknown, the indexes in between still have to be requested. */
  putRow(row: ConsoleRow): void {
    this.#size = Math.max(this.#size, row.index + 1);
    const chunk = this.#chunk(Math.floor(row.index / CHUNK));
    const place = row.index % CHUNK;
    chunk.rows[place] = row;
    if (place === chunk.known) chunk.known += 1;
  }

  /**
   * Returns the starts of chunks in a range (`to` exclusive) that have to be requested; each is returned once until it
   * is answered or has failed.
   */
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

  /** Marks a page as failed, so that it may be requested again. */
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
