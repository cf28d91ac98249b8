import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distinctNames } from './distinct-names.ts';
import { namesAnswer } from './field-uses.ts';

it('numbers the columns of one name, which then still say that they hold answers', () => {
  expect(distinctNames(['q', 'answer', 'answer', 'answer'])).toEqual(['q', 'answer', 'answer (2)', 'answer (3)']);
  expect(distinctNames(['a', 'a (2)', 'a'])).toEqual(['a', 'a (2)', 'a (3)']);
  expect(['answer (2)', '回答 (2)'].every(namesAnswer)).toBe(true);
});

it('keeps names that are there once, and makes all of them distinct', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('', 'a', 'b', 'a (2)', 'a (3)', '__proto__')), (names) => {
      const own = distinctNames(names);
      expect(new Set(own).size).toBe(names.length);
      names.forEach((name, i) => {
        if (names.indexOf(name) === i) expect(own[i]).toBe(name);
      });
    }),
  );
});
