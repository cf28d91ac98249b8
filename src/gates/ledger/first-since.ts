import type { LedgerReader } from '../../ledger/index.ts';

/**
 * The first record that is not older than a time, in milliseconds since 1970, by the writer's clock; the size of the log where all are. A
 * clock may have gone backwards: what comes behind such a record is kept whatever its time.
 */
export async function firstSince(reader: LedgerReader, time: number): Promise<number> {
  for await (const { index, leaf } of reader.records()) if (leaf.time >= time) return index;
  return reader.size();
}
