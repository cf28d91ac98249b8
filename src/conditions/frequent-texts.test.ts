import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrequentTexts } from './frequent-texts.ts';

test('while there is room, every text is counted, the most frequent first and ties by text', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('b', 'a', 'c', 'あ'), { maxLength: 60 }), (texts) => {
      const counted = new FrequentTexts();
      for (const text of texts) counted.add(text);
      const ranked = counted.ranked();
      expect(counted.short).toBe(0);
      expect(counted.seen).toBe(texts.length);
      for (const [text, count] of ranked) expect(count).toBe(texts.filter((one) => one === text).length);
      expect([...ranked].sort(([x, a], [y, b]) => b - a || (x < y ? -1 : 1))).toEqual(ranked);
      expect(ranked).toHaveLength(new Set(texts).size);
    }),
  );
});

test('a frequent text outlives any number of others, and its count is short by no more than is told', () => {
  const counted = new FrequentTexts();
  const filler = 'x'.repeat(60_000);
  let frequent = 0;
  for (let i = 0; i < 1_200; i += 1) {
    if (i % 20 === 7) {
      counted.add('You are a clerk.');
      frequent += 1;
    } else counted.add(`${i} ${filler}`);
  }
  const [first] = counted.ranked();
  expect(first![0]).toBe('You are a clerk.');
  expect(counted.short).toBeGreaterThan(0);
  expect(first![1]).toBeLessThanOrEqual(frequent);
  expect(first![1] + counted.short).toBeGreaterThanOrEqual(frequent);
});

test('what is too long to be asked with is not kept', () => {
  const counted = new FrequentTexts();
  counted.add('x'.repeat(2 ** 20 + 1));
  expect([counted.ranked(), counted.seen, counted.short]).toEqual([[], 1, 0]);
});

test('what most texts are, exactly while there is room, and never missed without', () => {
  const counted = new FrequentTexts();
  expect(counted.mostly(0.8)).toBe(null);
  for (const text of ['a', 'b', 'a', 'a', 'a']) counted.add(text);
  expect(counted.mostly(0.8)).toBe('a');
  counted.add('b');
  expect(counted.mostly(0.8)).toBe(null);
  const texts = fc.array(fc.constantFrom('', 'b', 'c', 'd'), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 3 }), (all, places) => {
      const tight = new FrequentTexts(places * 65);
      for (const text of all) tight.add(text);
      const most = ['', 'b', 'c', 'd'].find((text) => all.filter((one) => one === text).length >= 0.8 * all.length);
      if (most !== undefined) expect(tight.mostly(0.8)).toBe(most);
    }),
  );
});
