import fc from 'fast-check';
import { expect, it } from 'vitest';
import { literalScan } from './literal-scan.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'で', 'き'), minLength: 1, maxLength: 5 });

it('tells the groups of which a literal, cut to five bytes or so, stands in the text', () => {
  const cut = (literal: string) => literal.slice(0, literal.charCodeAt(0) > 0x2e80 ? 2 : 5);
  fc.assert(
    fc.property(fc.array(fc.array(letters), { maxLength: 6 }), fc.array(letters), (groups, parts) => {
      const text = parts.join('');
      const expected = groups.map((group) => group.some((literal) => text.includes(cut(literal))));
      const mask = literalScan(groups)(text);
      expect(groups.map((_, i) => (mask & (1 << i)) !== 0)).toEqual(expected);
    }),
  );
});

it('always tells a group of which no literal is known', () => {
  expect(literalScan([['abc'], null])('xyz')).toBe(2);
});
