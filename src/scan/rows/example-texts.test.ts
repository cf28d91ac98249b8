import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExampleText } from '../workers/chunk-outcome.ts';
import { ExampleTexts } from './example-texts.ts';
import { EXAMPLES_PER_FINDING, MAX_KEYS } from './text-keeper.ts';

const text = (detector: number, key: string, line: number, turn = 1): ExampleText => ({
  ...{ detector, key, line, turn },
  ...{ text: `${key} ${line}`, textStart: 0, prompt: '' },
});

test('the first rows by file and line are kept, in whatever order the chunks came', () => {
  const places = fc.uniqueArray(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 40 })), {
    selector: ([file, line]) => `${file} ${line}`,
    maxLength: 30,
    size: 'max',
  });
  fc.assert(
    fc.property(places, (rows) => {
      const texts = new ExampleTexts(1);
      for (const [file, line] of rows) texts.add(file, [text(0, 'a', line)], []);
      const inOrder = [...rows].sort(([a, x], [b, y]) => a - b || x - y);
      const found = inOrder.map(([file, line]) => texts.find(0, 'a', file, line, 1)?.text);
      const first = inOrder.slice(0, EXAMPLES_PER_FINDING).map(([, line]) => `a ${line}`);
      expect(found).toEqual([...first, ...Array(inOrder.length - first.length).fill(undefined)]);
    }),
  );
});

test('a text is found by detector, key, file, line and turn together', () => {
  const texts = new ExampleTexts(2);
  texts.add(3, [text(1, 'a', 5, 2)], []);
  expect(texts.find(1, 'a', 3, 5, 2)?.text).toBe('a 5');
  const others: [number, string, number, number, number][] = [
    [0, 'a', 3, 5, 2],
    [1, 'b', 3, 5, 2],
    [1, 'a', 2, 5, 2],
    [1, 'a', 3, 6, 2],
    [1, 'a', 3, 5, 1],
  ];
  for (const place of others) expect(texts.find(...place)).toBeUndefined();
});

test('a detector with too many keys loses its texts for good, and the others keep theirs', () => {
  const told = new ExampleTexts(2);
  told.add(0, [text(0, 'a', 1), text(1, 'a', 1)], []);
  told.add(0, [], [0]);
  told.add(0, [text(0, 'a', 2)], []);
  const counted = new ExampleTexts(2);
  counted.add(0, [text(1, 'a', 1)], []);
  for (let key = 0; key < MAX_KEYS; key += 1) counted.add(0, [text(0, `${key}`, 1)], []);
  expect(counted.find(0, '0', 0, 1, 1)).toBeDefined();
  counted.add(0, [text(0, 'one more', 1)], []);
  expect([told.find(0, 'a', 0, 1, 1), told.find(0, 'a', 0, 2, 1), counted.find(0, '0', 0, 1, 1)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([told.find(1, 'a', 0, 1, 1)?.text, counted.find(1, 'a', 0, 1, 1)?.text]).toEqual(['a 1', 'a 1']);
});
