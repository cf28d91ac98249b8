import type { LedgerDisk } from './disk/ledger-disk.ts';
import { SegmentFrames } from './reading/segment-frames.ts';
import type { EncodedRecord } from './segments/encoded-record.ts';
import { type LeafFields, readLeaf } from './segments/leaf.ts';

/** Returns the role of a record in an exchange (see `EncodedRecord`). */
export const exchangeOf = (kind: string, fields: LeafFields): EncodedRecord['exchange'] =>
  kind === 'intent' ? 'begun' : kind === 'response' ? Number(fields.intent) : null;

/** The intents whose response is not in the log yet. */
export class OpenExchanges {
  readonly #intents = new Set<number>();

  /** Takes the next record of the log. */
  see(index: number, exchange: EncodedRecord['exchange']): void {
    if (exchange === 'begun') this.#intents.add(index);
    else if (exchange !== null) this.#intents.delete(exchange);
  }

  /** Indexes of the open intents, in log order. */
  get intents(): readonly number[] {
    return [...this.#intents];
  }

  /** Index of the oldest open intent, or null if there is none. */
  get oldest(): number | null {
    return this.#intents.values().next().value ?? null;
  }
}

/**
 * Finds the open exchanges of a folder. `from`: no intent before this index is open, as the last segment's header says.
 */
export async function findOpenExchanges(disk: LedgerDisk, folder: string, from: number): Promise<OpenExchanges> {
  const open = new OpenExchanges();
  for await (const { index, frame } of new SegmentFrames(disk, folder).from(from)) {
    const leaf = readLeaf(frame.leaf);
    if (leaf !== null) open.see(index, exchangeOf(leaf.kind, leaf.fields));
  }
  return open;
}
