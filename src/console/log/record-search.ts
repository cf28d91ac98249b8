import type { ConsoleRow, ConsoleSearch } from '../../schema/index.ts';
import type { ConsoleLog, ConsoleRecord } from '../ports.ts';
import { recordRow } from '../rows/record-row.ts';
import type { RecordRows } from '../rows/record-rows.ts';

/** What is looked for; undefined: anything. */
export interface RecordQuery {
  readonly kind?: string | undefined;
  readonly model?: string | undefined;
  readonly outcome?: string | undefined;
  readonly latched?: boolean | undefined;
  readonly unread?: boolean | undefined;
  /** In the texts, whatever the case. */
  readonly text?: string | undefined;
}

export interface SearchRange {
  /** First index that is looked at. */
  readonly from: number;
  readonly direction: 'back' | 'forward';
  readonly limit: number;
}

/** How long a search may take, in milliseconds. */
const MAX_SEARCH_MS = 2000;
/** Records that are read at a time: as many as are read quickly, whatever their length. */
const MIN_BLOCK = 50;
const FIRST_BLOCK = 200;
const MAX_BLOCK = 3200;
const QUICK_MS = 50;
const SLOW_MS = 200;

/** Looks at records from an index on until there are enough rows, the time is over, or the log ends. */
export async function searchRecords(
  log: ConsoleLog,
  rows: RecordRows,
  query: RecordQuery,
  { from, direction, limit }: SearchRange,
  now: () => number,
): Promise<ConsoleSearch> {
  const end = now() + MAX_SEARCH_MS;
  const [size, first] = [await log.size(), await log.first()];
  const found: ConsoleRow[] = [];
  let looked = 0;
  let at = direction === 'back' ? Math.min(from, size - 1) : Math.max(from, first);
  let count = FIRST_BLOCK;
  let began = now();
  while (at >= first && at < size) {
    const low = direction === 'back' ? Math.max(first, at - count + 1) : at;
    const high = direction === 'back' ? at + 1 : Math.min(size, at + count);
    const block = [...(await log.range(low, high))];
    await rows.learn(block);
    if (direction === 'back') block.reverse();
    for (const record of block) {
      const row = await matching(log, rows, query, record);
      looked += 1;
      at = record.index + (direction === 'back' ? -1 : 1);
      if (row !== null) found.push(row);
      if (found.length >= limit || now() >= end) return { rows: found, looked, next: nextOf(at, first, size) };
    }
    // What of the block is not there has no row.
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

/** The row of a record, if it is looked for. */
async function matching(
  log: ConsoleLog,
  rows: RecordRows,
  query: RecordQuery,
  record: ConsoleRecord,
): Promise<ConsoleRow | null> {
  if (query.kind !== undefined && record.kind !== query.kind) return null;
  const isExchange = record.kind === 'intent' || record.kind === 'response';
  if (query.text !== undefined && !isExchange) return null;
  // The names of a response may have to be looked up.
  const { outcome, latched, isPartlyUnread } = recordRow(record, null);
  if (query.outcome !== undefined && outcome !== query.outcome) return null;
  if (query.latched === true && !latched) return null;
  if (query.unread === true && !isPartlyUnread) return null;
  const row = await rows.row(record);
  if (query.model !== undefined && row.model !== query.model) return null;
  if (query.text === undefined) return row;
  const wanted = folded(query.text);
  const texts = await log.texts(record.index);
  return texts?.some((text) => folded(text).includes(wanted)) === true ? row : null;
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase();
