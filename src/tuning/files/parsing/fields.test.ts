import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  asCount,
  asFlag,
  asList,
  asNumber,
  asObject,
  asPositive,
  asText,
  asTexts,
  asTime,
  field,
  fieldAt,
} from './fields.ts';

test('the first name that has a value counts, and only own keys', () => {
  const values = { a: null, b: undefined, c: 0, d: 1 };
  expect(field(values, 'a', 'b', 'c', 'd')).toBe(0);
  expect(field(values, 'a')).toBeUndefined();
  expect(['constructor', '__proto__', 'toString'].map((name) => field({}, name))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([null, 'text', 1, [1]].map((value) => field(value, 'length', '0'))).toEqual(Array(4).fill(undefined));
  expect(fieldAt({ a: { b: { c: 1 } } }, 'a', 'b', 'c')).toBe(1);
  expect(fieldAt({ a: 1 }, 'a', 'b')).toBeUndefined();
});

test('objects and lists are told apart', () => {
  expect([{}, [], null, 'x'].map(asObject)).toEqual([{}, null, null, null]);
  expect([[1], {}, 'ab', undefined].map(asList)).toEqual([[1], [], [], []]);
});

test.each<[unknown, number | null]>([
  [1.5, 1.5],
  ['5e-5', 5e-5],
  [' 1_000 ', 1000],
  ['+.5', 0.5],
  ['1.', 1],
  [7n, 7],
  ['-0', 0],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
  ['1e999', null],
  ['', null],
  ['0x10', null],
  ['1,5', null],
  ['1 2', null],
  ['_1', null],
  ['NaN', null],
  [true, null],
  [[1], null],
  [null, null],
])('%o as a number is %j', (value, number) => {
  expect(asNumber(value)).toBe(number);
});

test('every number comes back from its text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(asNumber(String(number))).toBe(number + 0);
    }),
  );
});

test.each<[unknown, number | null, number | null]>([
  [0, 0, null],
  [3, 3, 3],
  ['3.0', 3, 3],
  [0.5, null, 0.5],
  [-1, null, null],
  [2 ** 53, null, 2 ** 53],
  ['none', null, null],
])('%j as a count is %j, as a size %j', (value, count, size) => {
  expect([asCount(value), asPositive(value)]).toEqual([count, size]);
});

test.each<[unknown, string | null]>([
  [' a ', 'a'],
  ['', null],
  ['  ', null],
  ['None', null],
  [' NULL ', null],
  ['~', null],
  ['nonesuch', 'nonesuch'],
  [1, null],
  [['a'], null],
])('%j as a text is %j', (value, text) => expect(asText(value)).toBe(text));

test('of a list its texts remain, and a single text is a list', () => {
  expect(asTexts(['a', 1, 'none', ' b '])).toEqual(['a', 'b']);
  expect([asTexts('a'), asTexts(null), asTexts(1)]).toEqual([['a'], [], []]);
});

test.each<[unknown, boolean | null]>([
  [true, true],
  [false, false],
  [1, true],
  [0, false],
  [2, null],
  [' Yes ', true],
  ['ON', true],
  ['1', true],
  ['no', false],
  ['Off', false],
  ['0', false],
  ['', null],
  ['maybe', null],
  [null, null],
])('%j as a flag is %j', (value, flag) => expect(asFlag(value)).toBe(flag));

test.each<[unknown, number | null]>([
  [1_700_000_000, 1_700_000_000_000],
  [1_700_000_000.25, 1_700_000_000_250],
  ['1700000000', 1_700_000_000_000],
  [1_700_000_000_123, 1_700_000_000_123],
  // Up to here seconds, to the year 5138; from here milliseconds, since 1973.
  [99_999_999_999, 99_999_999_999_000],
  [100_000_000_000, 100_000_000_000],
  [0, null],
  [-5, null],
  ['2026-11-30', Date.UTC(2026, 10, 30)],
  ['2026-11-30 12:34', Date.UTC(2026, 10, 30, 12, 34)],
  ['2026-11-30T12:34:56,7', Date.UTC(2026, 10, 30, 12, 34, 56, 700)],
  ['2026-11-30t12:34:56z', Date.UTC(2026, 10, 30, 12, 34, 56)],
  ['2026-11-30T12:34:56+09', Date.UTC(2026, 10, 30, 3, 34, 56)],
  ['2026-11-30T12:34:56-0330', Date.UTC(2026, 10, 30, 16, 4, 56)],
  ['2026-13-01', null],
  ['2026-00-01', null],
  ['2026-01-00', null],
  ['2026-01-32', null],
  ['2026-01-01T25:00', null],
  ['2026-01-01T00:60', null],
  ['2026-01-01T00:00:61', null],
  ['30.11.2026', null],
  ['2026-11-30 and more', null],
  [true, null],
])('%j as a time is %j', (value, time) => expect(asTime(value)).toBe(time));

test('every time is read as the calendar has it', () => {
  const date = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
  fc.assert(fc.property(date, (one) => void expect(asTime(one.toISOString())).toBe(one.getTime())));
});
