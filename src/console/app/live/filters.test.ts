import { expect, test } from 'vitest';
import { filterQuery, filtersOf, isFiltered, keepWords } from './filters.ts';

test('words come from no address and go into none, and belong to the filters that they were searched with', () => {
  expect(filtersOf({ text: 'plim' }).text).toBe('');
  const filters = { ...filtersOf({ kind: 'intent' }), text: 'plim' };
  keepWords(filters);
  expect(filtersOf({ kind: 'intent', at: '3' })).toEqual(filters);
  expect(filtersOf({ kind: 'response' }).text).toBe('');
  expect(filterQuery(filters)).toEqual({ kind: 'intent' });
  keepWords({ ...filtersOf({}), text: 'plim' });
  expect(isFiltered(filtersOf({}))).toBe(true);
  keepWords(filtersOf({ text: 'x' }));
  keepWords({ ...filtersOf({}), text: '' });
  expect(isFiltered(filtersOf({ text: 'plim' }))).toBe(false);
});
