import type { Outcome } from '../../../schema/index.ts';
import { OUTCOME_NAMES } from '../language/words.ts';

/** What a list is narrowed to, as the address has it. */
export interface Filters {
  readonly kind: string;
  readonly model: string;
  readonly outcome: Outcome | '';
  readonly latched: boolean;
  readonly unread: boolean;
  readonly text: string;
}

export function filtersOf(query: Readonly<Record<string, string>>): Filters {
  return {
    kind: query.kind ?? '',
    model: query.model ?? '',
    outcome: OUTCOME_NAMES.find((each) => each === query.outcome) ?? '',
    latched: query.latched === '1',
    unread: query.unread === '1',
    text: query.text ?? '',
  };
}

/** The filters as they stand in an address and in a search; none that says nothing. */
export function filterQuery({ latched, unread, ...texts }: Filters): Record<string, string> {
  const flags = { ...(latched ? { latched: '1' } : {}), ...(unread ? { unread: '1' } : {}) };
  return { ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== '')), ...flags };
}

export const isFiltered = (filters: Filters): boolean => Object.keys(filterQuery(filters)).length > 0;

/** The path of a search from an index on. */
export function searchPath(filters: Filters, from: number, direction: 'back' | 'forward', limit: number): string {
  const query = { from: String(from), direction, limit: String(limit), ...filterQuery(filters) };
  return `/search?${new URLSearchParams(query)}`;
}
