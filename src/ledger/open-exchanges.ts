import type { LedgerDisk } from './disk/ledger-disk.ts';
import { SegmentFrames } from './reading/segment-frames.ts';
import type { EncodedRecord } from './segments/encoded-record.ts';
import { type LeafFields, readLeaf } from './segments/leaf.ts';

/** What a record is in an exchange. */
export const exchangeOf = (kind: string, fields: LeafFields): EncodedRecord['exchange'] =>
  kind === 'intent' ? 'begun' : kind === 'response' ? Number(fields.intent) : null;

/** The intents whose response is not in the log yet. */
export class OpenExchanges {
  readonly #intents = new Set<number>();

  /** The next record. */
  see(index: number, exchange: EncodedRecord['exchange']): void {
    if (exchange === 'begun') this.#intents.add(index);
    else if (exchange !== null) this.#intents.delete(exchange);
  }

  /** Their indexes, in the order of the log. */
  get intents(): readonly number[] {
    return [...this.#intents];
  }

  /** The first of them; null where there is none. */
  get oldest(): number | null {
    return this.#intents.values().next().value ?? null;
  }
}

/** Those of a folder. `from`: no intent before it is open, as the header of the last segment says. */
export async function findOpenExchanges(disk: LedgerDisk, folder: string, from: number): Promise<OpenExchanges> {
  const open = new OpenExchanges();
  for await (const { index, frame } of new SegmentFrames(disk, folder).from(from)) {
    const leaf = readLeaf(frame.leaf);
    if (leaf !== null) open.see(index, exchangeOf(leaf.kind, leaf.fields));
  }
  return open;
}
