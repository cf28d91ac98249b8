import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dependsOnRequest, guessClasses, isOwnTask, keptRequest, wordsOfRequest } from './request-classes.ts';

const row = (text: string, label: string) => ({ words: wordsOfRequest(text), label });
const drawn = (i: number, of: number) => {
  let hash = Math.imul(i + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % of;
};

test('words of scripts with spaces, pairs of characters of others', () => {
  expect(wordsOfRequest('Bake bread, bake!')).toEqual(['bake', 'bread']);
  expect(wordsOfRequest('緑茶です')).toEqual(['緑茶', '茶で', 'です']);
});

test('both ends of a long request are kept', () => {
  const kept = keptRequest(`Classify. ${'x '.repeat(500)} Which one?`);
  expect(kept.startsWith('Classify.')).toBe(true);
  expect(kept.endsWith('Which one?')).toBe(true);
  expect(kept.length).toBeLessThan(260);
});

test('classes with words of their own are told, classes that were drawn are not', () => {
  const told = Array.from({ length: 80 }, (_, i) =>
    row(`${['oven', 'violin'][i % 2]} ${['old', 'new', 'red'][i % 3]}`, String(i % 2)),
  );
  expect(dependsOnRequest(told)).toBe(true);
  const random = Array.from({ length: 80 }, (_, i) =>
    row(`${['oven', 'violin'][i % 2]} ${['old', 'new', 'red'][i % 3]}`, String(drawn(i, 4))),
  );
  expect(dependsOnRequest(random)).toBe(false);
});

test('a task of its own is told from the others; rows picked at random are not', () => {
  const note = (i: number) =>
    wordsOfRequest(`describe the ${['kite', 'lamp', 'tent'][i % 3]} ${['today', 'soon'][drawn(i, 2)]}`);
  const labelled = Array.from({ length: 20 }, (_, i) => wordsOfRequest(`sentiment of ${['kite', 'lamp'][i % 2]}`));
  const others = Array.from({ length: 100 }, (_, i) => note(i));
  expect(isOwnTask(labelled, others)).toBe(true);
  expect(isOwnTask(others.slice(0, 20), others.slice(20))).toBe(false);
  expect(isOwnTask(others, labelled)).toBe(false);
});

test('more is never right than there are rows, and chance is a share of them', () => {
  const rows = fc.array(fc.tuple(fc.subarray(['a', 'b', 'c', 'd']), fc.constantFrom('x', 'y', 'z')), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(rows, (all) => {
      const { of, right, byChance, balanced } = guessClasses(all.map(([words, label]) => ({ words, label })));
      expect(of).toBe(all.length);
      expect(right).toBeLessThanOrEqual(of);
      expect(byChance).toBeGreaterThan(0);
      expect(byChance).toBeLessThanOrEqual(of + 1e-9);
      expect(balanced).toBeGreaterThanOrEqual(0);
      expect(balanced).toBeLessThanOrEqual(1);
    }),
  );
});
