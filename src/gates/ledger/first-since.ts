import type { LedgerReader } from '../../ledger/index.ts';

/**
 * Returns the index of the first record that is not older than a time, in milliseconds since 1970 by the writer's
 * clock, or the size of the log if all are older. The clock may have gone backwards: later records are kept regardless
 * of their time.
 */
export async function firstSince(reader: LedgerReader, time: number): Promise<number> {
  for await (const { index, leaf } of reader.records()) if (leaf.time >= time) return index;
  return reader.size();
}
