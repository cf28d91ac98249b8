import type { FetchPath } from '../../tlog/index.ts';
import { decodeBundle, parseCheckpoint, parseNote, parseTilePath, TILE_WIDTH, TlogError } from '../../tlog/index.ts';

/** How far reading a log is. `size` 0: not known yet. */
export interface LogProgress {
  readonly leaves: number;
  readonly size: number;
}

/** What passes by while a log is read: its exchanges, and how far it is. */
export class LeafCounts {
  exchanges = 0;
  readonly #open = new Map<number, number>();
  readonly #onProgress: (progress: LogProgress) => void;
  #size = 0;
  #leaves = 0;

  constructor(onProgress: (progress: LogProgress) => void = () => undefined) {
    this.#onProgress = onProgress;
  }

  /** Intents whose response has not come by. */
  get openIntents(): number {
    return this.#open.size;
  }

  /** Whether an intent is not older than a time, in milliseconds since 1970, by the writer's clock; true behind the checkpoint. */
  isSince(index: number, time: number): boolean {
    return index >= this.#size || (this.#open.get(index) ?? 0) >= time;
  }

  /** Root and size of the checkpoint that came by; null before. Nothing of it is verified here. */
  checkpoint: { readonly size: number; readonly root: Uint8Array; readonly bytes: Uint8Array } | null = null;

  /** The same files, counted as they are fetched. */
  watch(fetch: FetchPath): FetchPath {
    return async (path) => {
      const bytes = await fetch(path);
      if (bytes !== null) this.see(path, bytes);
      return bytes;
    };
  }

  /** Takes a file of the public log. What cannot be read is for the check to tell. */
  see(path: string, bytes: Uint8Array): void {
    try {
      if (path === 'checkpoint') this.#seeCheckpoint(bytes);
      const tile = parseTilePath(path);
      if (tile?.level === 'entries') this.#seeBundle(tile.index * TILE_WIDTH, decodeBundle(bytes, tile.width));
    } catch (error) {
      if (!(error instanceof TlogError)) throw error;
    }
  }

  #seeCheckpoint(bytes: Uint8Array): void {
    const { size, root } = parseCheckpoint(parseNote(bytes).text);
    this.checkpoint = { size, root, bytes };
    this.#size = size;
  }

  #seeBundle(first: number, leaves: readonly Uint8Array[]): void {
    for (const [i, leaf] of leaves.entries()) if (first + i < this.#size) this.#seeLeaf(first + i, leaf);
    this.#onProgress({ leaves: this.#leaves, size: this.#size });
  }

  #seeLeaf(index: number, bytes: Uint8Array): void {
    this.#leaves += 1;
    const fields = fieldsOf(bytes);
    if (fields?.kind === 'intent') {
      this.exchanges += 1;
      this.#open.set(index, Number(fields.time));
    }
    if (fields?.kind === 'response') this.#open.delete(Number(fields.intent));
  }
}

function fieldsOf(bytes: Uint8Array): { readonly [name: string]: unknown } | null {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}
