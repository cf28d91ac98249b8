import type { ConsoleSearch } from '../../../schema/index.ts';
import { change, get, type WireReply } from '../wire/ask.ts';
import { type Filters, filterQuery } from './filters.ts';

export interface AskedRange {
  readonly from: number;
  readonly direction: 'back' | 'forward';
  readonly limit: number;
}

/** Searches from an index on. Words go into the body, since browsers and intermediaries keep addresses. */
export function search(filters: Filters, { from, direction, limit }: AskedRange): Promise<WireReply<ConsoleSearch>> {
  const query = filterQuery(filters);
  if (filters.text !== '')
    return change('POST', '/search', {
      ...query,
      from: String(from),
      direction,
      limit: String(limit),
      text: filters.text,
    });
  return get(`/search?${new URLSearchParams({ ...query, from: String(from), direction, limit: String(limit) })}`);
}
