import { signal } from '@preact/signals';
import type { Outcome } from '../../../schema/index.ts';
import { OUTCOME_NAMES } from '../language/words.ts';

/** Filters of a list: those in the address, and words in the texts, which never appear in an address. */
export interface Filters {
  readonly kind: string;
  readonly model: string;
  readonly outcome: Outcome | '';
  readonly latched: boolean;
  readonly unread: boolean;
  readonly text: string;
}

/**
 * Words searched for in this page, and the other filters at that time. Kept in memory only, so that no address starts
 * such a search.
 */
const searched = signal({ text: '', among: '' });

export function filtersOf(query: Readonly<Record<string, string>>): Filters {
  const named: Named = {
    kind: query.kind ?? '',
    model: query.model ?? '',
    outcome: OUTCOME_NAMES.find((each) => each === query.outcome) ?? '',
    latched: query.latched === '1',
    unread: query.unread === '1',
  };
  return { ...named, text: searched.value.among === keyOf(named) ? searched.value.text : '' };
}

/** Sets the words of these filters as the current search. */
export function keepWords(filters: Filters): void {
  searched.value = { text: filters.text, among: keyOf(filters) };
}

type Named = Omit<Filters, 'text'>;

/** Returns the filters as used in an address and in a search, leaving out empty ones. */
export function filterQuery({ kind, model, outcome, latched, unread }: Named): Record<string, string> {
  const flags = { ...(latched ? { latched: '1' } : {}), ...(unread ? { unread: '1' } : {}) };
  const texts = Object.entries({ kind, model, outcome }).filter(([, value]) => value !== '');
  return { ...Object.fromEntries(texts), ...flags };
}

const keyOf = (filters: Named): string => JSON.stringify(filterQuery(filters));

export const isFiltered = (filters: Filters): boolean =>
  filters.text !== '' || Object.keys(filterQuery(filters)).length > 0;
