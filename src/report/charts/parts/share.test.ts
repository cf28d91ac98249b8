import { expect, test } from 'vitest';
import { boundsOf, countOrDash, countText, drawable, percentOrDash, share, shareOfCount } from './share.ts';

test.each([
  [0, 0],
  [0.5, 0.5],
  [1, 1],
  [-0.1, 0],
  [1.1, 1],
  [Number.POSITIVE_INFINITY, 1],
  [Number.NaN, null],
  [null, null],
])('%s as a share is %s', (value, expected) => {
  expect(share(value)).toBe(expected);
});

test('of a count: nothing counted is no share', () => {
  expect(shareOfCount({ k: 3, n: 12 })).toBe(0.25);
  expect(shareOfCount({ k: 0, n: 5 })).toBe(0);
  for (const n of [0, -1, Number.NaN]) expect(shareOfCount({ k: 0, n })).toBeNull();
  expect(shareOfCount({ k: Number.NaN, n: 5 })).toBeNull();
  expect(shareOfCount({ k: 9, n: 5 })).toBe(1);
});

test('bounds are in their order and within 0 and 1', () => {
  expect(boundsOf([0.2, 0.4])).toEqual([0.2, 0.4]);
  expect(boundsOf([0.4, 0.2])).toEqual([0.2, 0.4]);
  expect(boundsOf([-1, 2])).toEqual([0, 1]);
  expect(boundsOf(null)).toBeNull();
  expect(boundsOf([Number.NaN, 0.5])).toBeNull();
  expect(boundsOf([0.5, Number.NaN])).toBeNull();
});

test('numbers in words; what is none is a dash', () => {
  expect(countText({ k: 1200, n: 9000 })).toBe('1,200/9,000');
  expect(countText({ k: 0, n: 0 })).toBe('0/0');
  expect(countText({ k: Number.NaN, n: 3 })).toBe('–/3');
  expect(countOrDash(null)).toBe('–');
  expect(countOrDash(Number.POSITIVE_INFINITY)).toBe('–');
  expect(percentOrDash(null)).toBe('–');
  expect(percentOrDash(0.5)).toBe('50.0\u00a0%');
});

test.each([
  [3, 3],
  [2.9, 2],
  [0.5, 0],
  [0, 0],
  [-1, 0],
  [Number.POSITIVE_INFINITY, 0],
  [Number.NaN, 0],
])('of %d, %d can be drawn', (count, drawn) => {
  expect(drawable(count)).toBe(drawn);
});
