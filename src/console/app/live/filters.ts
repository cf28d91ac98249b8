import { signal } from '@preact/signals';
import type { Outcome } from '../../../schema/index.ts';
import { OUTCOME_NAMES } from '../language/words.ts';

/** What a list is narrowed to: as the address has it, and by words in the texts, which stand in no address. */
export interface Filters {
  readonly kind: string;
  readonly model: string;
  readonly outcome: Outcome | '';
  readonly latched: boolean;
  readonly unread: boolean;
  readonly text: string;
}

/** Words that somebody has searched for here, and what the list was narrowed to otherwise: in memory alone, so that no address starts such a search. */
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

/** The words of these filters are searched for from now on. */
export function keepWords(filters: Filters): void {
  searched.value = { text: filters.text, among: keyOf(filters) };
}

type Named = Omit<Filters, 'text'>;

/** The filters as they stand in an address and in a search; none that says nothing. */
export function filterQuery({ kind, model, outcome, latched, unread }: Named): Record<string, string> {
  const flags = { ...(latched ? { latched: '1' } : {}), ...(unread ? { unread: '1' } : {}) };
  const texts = Object.entries({ kind, model, outcome }).filter(([, value]) => value !== '');
  return { ...Object.fromEntries(texts), ...flags };
}

const keyOf = (filters: Named): string => JSON.stringify(filterQuery(filters));

export const isFiltered = (filters: Filters): boolean =>
  filters.text !== '' || Object.keys(filterQuery(filters)).length > 0;
