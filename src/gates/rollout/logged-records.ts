import { readLedger } from '../../ledger/index.ts';
import { firstSince } from '../ledger/first-since.ts';
import type { LoggedRecord } from './record-events.ts';

/** Yields the records of a ledger from a time on, in milliseconds since 1970. */
export async function* recordsSince(folder: string, time: number): AsyncGenerator<LoggedRecord> {
  const reader = await readLedger(folder);
  yield* recordsFrom(folder, await firstSince(reader, time));
}

/** Yields the records of a ledger from an index on. */
export async function* recordsFrom(folder: string, from: number): AsyncGenerator<LoggedRecord> {
  const reader = await readLedger(folder);
  for await (const { index, leaf } of reader.records(Math.max(from, await reader.from())))
    yield { index, time: leaf.time, kind: leaf.kind, fields: leaf.fields };
}
