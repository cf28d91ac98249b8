import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openingOf } from './opening-hash.ts';

test('numbers, case, width and what follows do not count; the words do', () => {
  const opening = openingOf('Here are 5 ideas for dinner. Soup is one.');
  expect(openingOf('HERE are 12 ideas for dinner! Rice, another.')).toBe(opening);
  expect(openingOf('Ｈｅｒｅ are 5 ideas for dinner. Soup is one.')).toBe(opening);
  expect(openingOf('Here are 5 ideas for lunch. Soup is one.')).not.toBe(opening);
  expect(openingOf('承知しました。材料は卵です。')).toBe(openingOf('承知しました！手順は次のとおりです。'));
});

test('reasoning is passed over, and marks before the first words', () => {
  expect(openingOf('<think>Eggs or rice?</think>\n\nSure! Soup.')).toBe(openingOf('**Sure!** Rice.'));
  expect(openingOf('1.\n---\nSoup is good.')).toBe(openingOf('Soup is good.'));
});

test('a text without a letter has no opening', () => {
  for (const text of ['', '   ', '42', '🎉 1 + 1 = 2.']) expect(openingOf(text)).toBeNull();
});

test('any text: 0..4095 or null', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const opening = openingOf(text);
      expect(opening === null || (Number.isInteger(opening) && opening >= 0 && opening < 4096)).toBe(true);
    }),
  );
});

test('the hash stays what it is: recorded answers and live ones are compared', () => {
  expect([openingOf('Sure, here is the recipe.'), openingOf('承知しました。')]).toMatchInlineSnapshot(`
    [
      3648,
      3286,
    ]
  `);
});
