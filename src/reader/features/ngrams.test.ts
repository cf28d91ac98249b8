import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ngramsOf } from './ngrams.ts';
import type { Symbols } from './symbols.ts';

const given = (symbols: number[], more: Partial<Symbols> = {}): Symbols => ({
  symbols,
  wide: symbols.map(() => false),
  rest: [],
  content: 0,
  fromRequest: 0,
  ...more,
});
const common = (a: number[], b: number[]) => a.filter((feature) => b.includes(feature)).length;

test('nothing has no features', () => {
  expect(ngramsOf(given([]))).toEqual([]);
});

test('each symbol is one of the features, and so is the order in which they come', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 0xffff_ffff }), { minLength: 2, maxLength: 12 }),
      (symbols) => {
        const features = ngramsOf(given(symbols));
        for (const symbol of symbols) expect(features).toContain(symbol);
        const turned = ngramsOf(given([...symbols].reverse()));
        expect(common(features, turned)).toBeLessThan(features.length);
        expect(features.every((feature) => Number.isInteger(feature) && feature >= 0)).toBe(true);
      },
    ),
    { seed: 19537 },
  );
});

test('how a unit begins and ends is told', () => {
  const middle = ngramsOf(given([9, 1, 2, 9]));
  const alone = ngramsOf(given([1, 2]));
  // Both have the two symbols and their pair; the features that say that these open and close the unit differ.
  expect(common(alone, middle)).toBe(3);
});

test('repeats are left in', () => {
  expect(ngramsOf(given([5, 5, 5])).filter((feature) => feature === 5)).toHaveLength(3);
});

test('a pair over a gap is one of the features, whatever stands between', () => {
  const shared = common(ngramsOf(given([7, 3, 1, 4])), ngramsOf(given([7, 3, 2, 4])));
  // Everything that ends at 7 and at 3; then 4, 3 and 4 over the gap, and 4 closing the unit.
  expect(shared).toBe(3 + 3 + 3);
});

test('runs of wide symbols are told up to five long', () => {
  const wide = (symbols: number[]) => ngramsOf(given(symbols, { wide: symbols.map(() => true) }));
  const five = wide([1, 2, 3, 4, 5]);
  const apart = wide([6, 2, 3, 4, 5]);
  expect(five.length).toBeGreaterThan(ngramsOf(given([1, 2, 3, 4, 5])).length);
  expect(common(five.slice(-7), apart)).toBeLessThan(7);
});

test('words that are not kept give their endings, and Korean ones their parts', () => {
  const endings = (...rest: string[]) => ngramsOf(given([], { rest }));
  expect(endings('baking')).toEqual(endings('frying'));
  expect(endings('baking')).not.toEqual(endings('bakery'));
  expect(endings('bake')).toEqual([]);
  expect(endings('도와드릴게요')).toHaveLength(1 + 5);
  expect(common(endings('도와드릴게요'), endings('도와드립니다'))).toBe(2);
});
