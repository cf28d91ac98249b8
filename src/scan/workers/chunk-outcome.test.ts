import { expect, test } from 'vitest';
import { mergeFieldRows } from './chunk-outcome.ts';

test('rows are added up by field, in the order of the names', () => {
  expect(
    mergeFieldRows(
      [['b', 1]],
      [
        ['a', 2],
        ['b', 3],
      ],
    ),
  ).toEqual([
    ['a', 2],
    ['b', 4],
  ]);
  expect(mergeFieldRows([['b', 1]], [])).toEqual([['b', 1]]);
});

test('a file with a field per row does not make the list grow without end', () => {
  const many = Array.from({ length: 5_000 }, (_, i) => [`n${String(i).padStart(5, '0')}`, 1] as const);
  const merged = mergeFieldRows(many.slice(2_500), many.slice(0, 2_500));
  expect(merged).toHaveLength(1_000);
  expect(merged[0]).toEqual(['n00000', 1]);
});
