import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListedToken } from '../schema/index.ts';
import { alignLists, readList } from './listed-tokens.ts';

const shares = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 6, maxLength: 12 });
const whole = (weights: readonly number[]): ListedToken[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight, i): ListedToken => [`t${i}`, Math.log(weight / total)]).sort((a, b) => b[1] - a[1]);
};

describe('aligned lists', () => {
  test('a token that one list does not hold stands at the floor of all', () => {
    const { tokens, rows, floor } = alignLists([
      [
        ['a', -0.1],
        ['b', -3],
        ['c', -4],
      ],
      [
        ['a', -0.2],
        ['d', -2],
        ['b', -5],
      ],
    ]);
    expect(floor).toBe(-4);
    expect(tokens).toEqual(['a', 'b', 'd']);
    expect(rows).toEqual([
      [-0.1, -3, -4],
      [-0.2, -4, -2],
    ]);
  });

  test('what cutting leaves of a distance is never more than there was', () => {
    fc.assert(
      fc.property(shares, shares, fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }), (a, b, k, l) => {
        const [left, right] = [whole(a), whole(b)];
        const { tokens, rows } = alignLists([left.slice(0, k), right.slice(0, l)]);
        const full = [new Map(left), new Map(right)] as const;
        for (const [column, token] of tokens.entries()) {
          const [x, y] = [full[0].get(token) ?? -Infinity, full[1].get(token) ?? -Infinity];
          expect(Math.abs(rows[0]![column]! - rows[1]![column]!)).toBeLessThanOrEqual(Math.abs(x - y) + 1e-12);
        }
      }),
    );
  });

  test('they do not depend on the order of the lists', () => {
    fc.assert(
      fc.property(fc.array(shares, { minLength: 2, maxLength: 5 }), (weights) => {
        const lists = weights.map((row) => whole(row).slice(0, 4));
        const one = alignLists(lists);
        const other = alignLists(lists.toReversed());
        expect(other).toEqual({ ...one, rows: one.rows.toReversed() });
      }),
    );
  });

  test('lists of different lengths are cut to the shortest', () => {
    const list = whole([5, 4, 3, 2, 1, 1]);
    const { rows } = alignLists([list, list.slice(0, 3)]);
    expect(rows[0]).toEqual(rows[1]);
  });
});

test.each<[string, readonly ListedToken[] | null]>([
  ['no list', null],
  ['one token', [['a', -0.1]]],
  [
    'no number',
    [
      ['a', Number.NaN],
      ['b', -1],
    ],
  ],
  [
    'a probability above 1',
    [
      ['a', 0.5],
      ['b', -1],
    ],
  ],
  [
    'only one token that is possible',
    [
      ['a', 0],
      ['b', -9999],
      ['c', Number.NEGATIVE_INFINITY],
    ],
  ],
])('%s: not a list that can be compared', (_, list) => {
  expect(readList(list)).toBeNull();
});

test('two tokens with the same text are one', () => {
  const list = readList([
    ['\ufffd', Math.log(0.25)],
    ['a', Math.log(0.4)],
    ['\ufffd', Math.log(0.25)],
  ])!;
  expect(list.map(([token]) => token)).toEqual(['\ufffd', 'a']);
  expect(list[0]![1]).toBeCloseTo(Math.log(0.5), 12);
});
