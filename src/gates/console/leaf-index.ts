import type { LedgerReader, LedgerRecord } from '../../ledger/index.ts';

export type IndexedLeaf = Pick<LedgerRecord, 'index' | 'leaf'>;

/** Number of records read at a time. */
const BLOCK = 2000;

/**
 * Finds the few records of some kinds in a log, reading each record only once: the newest at the first request, older
 * ones as far back as requested, and new ones at every request.
 */
export class LeafIndex {
  readonly #reader: LedgerReader;
  readonly #kinds: readonly string[];
  /** In the order of the log. */
  #found: IndexedLeaf[] = [];
  /** Range of records read so far; null before the first read. */
  #read: { readonly from: number; readonly to: number } | null = null;
  #work: Promise<unknown> = Promise.resolve();

  constructor(reader: LedgerReader, kinds: readonly string[]) {
    this.#reader = reader;
    this.#kinds = kinds;
  }

  /**
   * Reads back to an index while `mayGoOn` returns true. Resolves to whether everything from that index on is known.
   */
  async reach(index: number, mayGoOn: () => boolean = () => true): Promise<boolean> {
    const work = this.#work.catch(() => undefined).then(() => this.#reach(index, mayGoOn));
    this.#work = work;
    return work;
  }

  /** Returns the known leaves of a kind. */
  of(kind: string): readonly IndexedLeaf[] {
    return this.#found.filter(({ leaf }) => leaf.kind === kind);
  }

  async #reach(index: number, mayGoOn: () => boolean): Promise<boolean> {
    const size = await this.#reader.size();
    this.#read ??= { from: size, to: size };
    if (this.#read.to < size) {
      this.#found.push(...(await this.#block(this.#read.to, size)));
      this.#read = { ...this.#read, to: size };
    }
    const least = Math.max(index, await this.#reader.from());
    while (this.#read.from > least) {
      if (!mayGoOn()) return false;
      const from = Math.max(least, this.#read.from - BLOCK);
      this.#found = [...(await this.#block(from, this.#read.from)), ...this.#found];
      this.#read = { ...this.#read, from };
    }
    return true;
  }

  #block(from: number, to: number): Promise<IndexedLeaf[]> {
    return this.#reader.range(from, to, this.#kinds);
  }
}
