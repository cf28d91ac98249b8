import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Act } from '../../../schema/index.ts';
import { stretchesOf } from './stretches.ts';

const TEXT = 'I cannot help. But here you go: [unsafe content]';
const ACTS: readonly Act[] = [
  { act: 'refusal', start: 0, end: 14, ground: 'safety' },
  { act: 'pivot', start: 15, end: 31 },
  { act: 'substance', start: 32, end: 48 },
];

test('a letter that was latched and cut', () => {
  const stretches = stretchesOf({ text: TEXT, acts: ACTS, latch: 14, cut: 31, depth: 32 });
  expect(stretches.map(({ state, from, pieces }) => [state, from, pieces.map(({ text }) => text).join('|')])).toEqual([
    ['sent', 0, 'I cannot help.'],
    ['latched', 14, ' |But here you go:'],
    ['held', 31, ' '],
    ['held', 32, '[unsafe content]'],
  ]);
  expect(stretches.map(({ marks }) => marks.join())).toEqual(['', 'latch', 'cut', 'depth']);
});

test('an answer that nothing happened to is one stretch', () => {
  const stretches = stretchesOf({ text: TEXT, acts: [], latch: null, cut: null, depth: null });
  expect(stretches).toEqual([{ state: 'sent', from: 0, marks: [], pieces: [{ text: TEXT, act: null }] }]);
  expect(stretchesOf({ text: '', acts: ACTS, latch: 3, cut: 9, depth: 0 })).toEqual([]);
});

test('whatever the offsets are, every code unit is shown once and in its place', () => {
  const offset = fc.option(fc.integer({ min: -5, max: 60 }));
  const act = fc.record({
    act: fc.constantFrom('refusal', 'pivot', 'substance'),
    start: fc.integer({ min: -5, max: 60 }),
    end: fc.integer({ min: -5, max: 60 }),
  }) as fc.Arbitrary<Act>;
  fc.assert(
    fc.property(
      fc.string({ maxLength: 50 }),
      fc.array(act),
      offset,
      offset,
      offset,
      (text, acts, latch, cut, depth) => {
        const stretches = stretchesOf({ text, acts, latch, cut, depth });
        expect(stretches.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join('')).toBe(text);
        const order = ['sent', 'latched', 'held'];
        const states = stretches.map(({ state }) => order.indexOf(state));
        expect(states).toEqual([...states].sort());
      },
    ),
  );
});
