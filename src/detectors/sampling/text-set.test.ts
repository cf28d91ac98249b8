import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addText, mayHold, mergeTextSets, textSet } from './text-set.ts';

test('misses nothing that was added, whichever part it was added to', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (some, others) => {
      const [a, b] = [textSet(), textSet()];
      for (const text of some) addText(a, text);
      for (const text of others) addText(b, text);
      const all = mergeTextSets(a, b);
      expect([...some, ...others].every((text) => mayHold(all, text))).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test('the empty text is held as any other, whatever was asked before', () => {
  const set = textSet();
  addText(set, '');
  for (const text of ['one', 'two', 'three']) mayHold(set, text);
  expect(mayHold(set, '')).toBe(true);
});

test('tells nearly all others apart', () => {
  const set = textSet();
  for (let i = 0; i < 5000; i += 1) addText(set, `${i} is the number of an answer, of some length.`);
  let taken = 0;
  for (let i = 0; i < 5000; i += 1) if (mayHold(set, `${i} is the number of another, never added.`)) taken += 1;
  expect(taken).toBeLessThan(150);
});
