import type { ConsoleRow, ConsoleSearch } from '../../schema/index.ts';
import type { ConsoleLog, ConsoleRecord } from '../ports.ts';
import { recordRow } from '../rows/record-row.ts';
import type { ConsoleRowSource } from '../rows/row-source.ts';

/** Criteria of a search; undefined matches anything. */
export interface RecordQuery {
  readonly kind?: string | undefined;
  readonly model?: string | undefined;
  readonly outcome?: string | undefined;
  readonly latched?: boolean | undefined;
  readonly unread?: boolean | undefined;
  /** Text to find, ignoring case. */
  readonly text?: string | undefined;
}

export interface SearchRange {
  /** First index to look at. */
  readonly from: number;
  readonly direction: 'back' | 'forward';
  readonly limit: number;
}

/** Time limit of a search, in milliseconds; the current block is still finished. */
const MAX_SEARCH_MS = 2000;
/**
 * Limits for the number of records read at a time. It adapts so that a block is read quickly, however long its records
 * are.
 */
const MIN_BLOCK = 50;
const MAX_BLOCK = 3200;
const QUICK_MS = 50;
const SLOW_MS = 200;

/** Looks at records from an index on until there are enough rows, time is up, or the log ends. */
export async function searchRecords(
  log: ConsoleLog,
  rows: ConsoleRowSource,
  query: RecordQuery,
  { from, direction, limit }: SearchRange,
  now: () => number,
): Promise<ConsoleSearch> {
  const end = now() + MAX_SEARCH_MS;
  const [size, first] = [await log.size(), await log.first()];
  const found: ConsoleRow[] = [];
  let looked = 0;
  let at = direction === 'back' ? Math.min(from, size - 1) : Math.max(from, first);
  let count = MIN_BLOCK;
  let began = now();
  while (at >= first && at < size) {
    const low = direction === 'back' ? Math.max(first, at - count + 1) : at;
    const high = direction === 'back' ? at + 1 : Math.min(size, at + count);
    const block = [...(await log.range(low, high))];
    await rows.learn(block);
    const hits = query.text === undefined ? null : await textHits(log, query.text, block.filter(fitting(query)));
    if (direction === 'back') block.reverse();
    for (const record of block) {
      const row = hits?.has(record.index) === false ? null : await rowOf(rows, query, record);
      looked += 1;
      at = record.index + (direction === 'back' ? -1 : 1);
      if (row !== null) found.push(row);
      if (found.length >= limit) return { rows: found, looked, next: nextOf(at, first, size) };
    }
    // Missing records of the block produce no row.
    at = direction === 'back' ? low - 1 : high;
    const took = now() - began;
    began += took;
    if (began >= end) break;
    if (took < QUICK_MS) count = Math.min(2 * count, MAX_BLOCK);
    if (took > SLOW_MS) count = Math.max(count / 2, MIN_BLOCK);
  }
  return { rows: found, looked, next: nextOf(at, first, size) };
}

const nextOf = (at: number, first: number, size: number) => (at < first || at >= size ? null : at);

/** Checks the criteria that the leaf alone can answer. */
const fitting =
  ({ kind, outcome, latched, unread, text }: RecordQuery) =>
  (record: ConsoleRecord): boolean => {
    if (kind !== undefined && record.kind !== kind) return false;
    if (text !== undefined && record.kind !== 'intent' && record.kind !== 'response') return false;
    const row = recordRow(record, null);
    if (outcome !== undefined && row.outcome !== outcome) return false;
    return (latched !== true || row.latched) && (unread !== true || row.isPartlyUnread);
  };

/** Returns the row of a record if it matches the query, otherwise null. */
async function rowOf(rows: ConsoleRowSource, query: RecordQuery, record: ConsoleRecord): Promise<ConsoleRow | null> {
  if (!fitting(query)(record)) return null;
  // The names of a response may have to be looked up.
  const row = await rows.row(record);
  return query.model === undefined || row.model === query.model ? row : null;
}

/** Returns the indexes of the records whose texts contain this text. */
async function textHits(log: ConsoleLog, text: string, records: readonly ConsoleRecord[]): Promise<Set<number>> {
  const hits = new Set<number>();
  if (records.length === 0) return hits;
  const wanted = folded(text);
  for await (const { index, texts } of log.texts(records.map((record) => record.index)))
    if (texts.some((one) => folded(one).includes(wanted))) hits.add(index);
  return hits;
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase();
