import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ZenbunError } from '../../errors.ts';
import { wholeNumber } from './whole-number.ts';

test('nothing typed is nothing', () => {
  expect(wholeNumber('--from', undefined)).toBeUndefined();
});

test('whole numbers from 0 to the largest exact one are read', () => {
  expect(wholeNumber('--from', '0')).toBe(0);
  expect(wholeNumber('--from', '007')).toBe(7);
  fc.assert(fc.property(fc.maxSafeNat(), (number) => wholeNumber('--from', String(number)) === number));
});

test.each(['', ' ', '-1', '+1', '1.0', '1e3', '0x10', '1 ', '1,000', '１', 'NaN', '9007199254740992'])(
  '%j is refused, naming the flag',
  (typed) => {
    const refused = expect.objectContaining({ code: 'usage' });
    expect(() => wholeNumber('--from', typed)).toThrow(refused);
    expect(() => wholeNumber('--from', typed)).toThrow(ZenbunError);
    expect(() => wholeNumber('--from', typed)).toThrow(`--from ${typed} is not a whole number`);
  },
);
