import { expect, test } from 'vitest';
import { combHash } from './comb-hash.ts';

const ALL = Number.MAX_SAFE_INTEGER;

test('rows that differ in a text, in its place or in its length differ', () => {
  const rows = [
    ['a question', 'an answer', ''],
    ['a question', 'an answer', 'a system prompt'],
    ['a question', 'an answes', ''],
    ['a question', 'an answer.', ''],
    ['an answer', 'a question', ''],
    ['', 'a question', 'an answer'],
  ] as const;
  const hashes = new Set(rows.map(([prompt, answer, system]) => combHash(prompt, answer, system, ALL)));
  expect(hashes.size).toBe(rows.length);
});

test('the limit takes away what is above it and changes nothing else', () => {
  for (let i = 0; i < 500; i += 1) {
    const hash = combHash(`question ${i}`, `answer ${i * i}`, '', ALL)!;
    expect(combHash(`question ${i}`, `answer ${i * i}`, '', hash)).toBe(hash);
    expect(combHash(`question ${i}`, `answer ${i * i}`, '', hash - 1)).toBeNull();
  }
});

test('hashes of many rows do not collide and are spread evenly', () => {
  const hashes = Array.from({ length: 20_000 }, (_, i) => combHash(`row ${i} of them`, 'the same answer', '', ALL)!);
  expect(new Set(hashes).size).toBe(hashes.length);
  const lower = hashes.filter((hash) => hash < ALL / 4).length;
  expect(lower).toBeGreaterThan(4600);
  expect(lower).toBeLessThan(5400);
});
