import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptText } from './kept-text.ts';

test('it is the slice', () => {
  const offset = fc.integer({ min: -50, max: 50 });
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      offset,
      fc.option(offset, { nil: undefined }),
      (text, start, end) => {
        expect(keptText(text, start, end)).toBe(text.slice(start, end));
      },
    ),
  );
});
