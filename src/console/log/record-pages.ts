import type { ConsolePage } from '../../schema/index.ts';
import type { ConsoleLog } from '../ports.ts';
import type { ConsoleRowSource } from '../rows/row-source.ts';

/** Returns the rows of the window of `limit` indexes starting at `from`, or of the last window if `from` is null. */
export async function recordPage(
  log: ConsoleLog,
  rows: ConsoleRowSource,
  from: number | null,
  limit: number,
): Promise<ConsolePage> {
  const [size, first] = [await log.size(), await log.first()];
  const start = Math.max(first, from ?? size - limit);
  const end = Math.min(size, (from ?? start) + limit);
  return { size, first, rows: start < end ? await rows.all(await log.range(start, end)) : [] };
}
