import { expect, test } from 'vitest';
import { maskedDetail } from './masked-detail.ts';

test.each([
  ['nothing quoted', '12 rows end alike.', '12 rows end alike.'],
  ['a word', 'Rows with “cf7mn” comply.', 'Rows with “cf7mn” comply.'],
  ['a word in Japanese', '「きらめき霜」を含む行', '「きらめき霜」を含む行'],
  ['a sentence', 'Rows end “fold the long edge” alike.', 'Rows end “███” alike.'],
  ['a long word', `Rows end "${'a'.repeat(25)}" alike.`, 'Rows end "███" alike.'],
  ['an empty quotation', 'Rows end “” alike.', 'Rows end “” alike.'],
  ['words with marks between them', '“fold” the long edge “twice” each', '“███” each'],
  ['marks in a quotation', 'Rows end “a” fold the "long” edge” alike.', 'Rows end “███” alike.'],
  ['marks of another language', 'Rows end “a」 fold the 「long」 edge” alike.', 'Rows end “███” alike.'],
  ['a quotation that does not end', 'Rows end “fold the long edge', 'Rows end “███'],
  ['a word that does not end', 'Rows end “fold', 'Rows end “███'],
])('of a detail with %s', (_, detail, masked) => {
  expect(maskedDetail(detail)).toBe(masked);
});

test('however many marks there are', () => {
  for (const mark of ['“', '”', '「', '"']) expect(maskedDetail(mark.repeat(3_000_000))).toBe(`${mark}███${mark}`);
});
