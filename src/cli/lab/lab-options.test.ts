import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ZenbunError } from '../../errors.ts';
import { idsOf, seedOf, seedsOf } from './lab-options.ts';

const ROW = { en: 'row', ja: '行' };

/** Returns the error of a call; fails if there is none. */
function errorOf(call: () => unknown): ZenbunError {
  try {
    call();
  } catch (cause) {
    if (cause instanceof ZenbunError) return cause;
    throw cause;
  }
  throw new Error('nothing was thrown');
}

describe('seeds', () => {
  test.each([
    ['3', [1, 2, 3]],
    ['1', [1]],
    ['4-6', [4, 5, 6]],
    ['7-7', [7]],
    ['2,5,7', [2, 5, 7]],
    ['9,1-3', [9, 1, 2, 3]],
    [' 5 , 2 ', [5, 2]],
    ['5,2,5,1-3', [5, 2, 1, 3]],
    ['2147483648-2147483648', [2 ** 31]],
  ])('%j is understood', (typed, seeds) => {
    expect(seedsOf(typed)).toEqual(seeds);
  });

  test.each(['', ' ', '0', '0-3', '-1', '3-1', '1.5', '1e3', 'a', '3,', ',3', '1-', '1-2-3', '1 2', '0x3', '２'])(
    '%j is not',
    (typed) => {
      const error = errorOf(() => seedsOf(typed));
      expect(error).toMatchObject({ code: 'usage', message: `--seeds ${typed} is not valid` });
      expect(error.advice).toMatch(/3.*4-10.*2,5,7/);
    },
  );

  test('a seed is no greater than 2 ** 31', () => {
    expect(errorOf(() => seedsOf('2147483649-2147483649')).code).toBe('usage');
    expect(errorOf(() => seedsOf('1,2147483649')).code).toBe('usage');
    expect(errorOf(() => seedsOf('99999999999')).code).toBe('usage');
  });

  test('a thousand are the most, however they are written', () => {
    expect(seedsOf('1000')).toHaveLength(1_000);
    expect(seedsOf('1-500,1001-1500')).toHaveLength(1_000);
    for (const typed of ['1001', '1-1001', '1-1000,1001-2000', '1-1000,1001', '2147483648', '1-2147483648']) {
      expect(errorOf(() => seedsOf(typed)).code, typed).toBe('usage');
    }
  });

  test('a list of seeds is read as it was typed', () => {
    const seeds = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(seeds, (own) => {
        expect(seedsOf(own.join(','))).toEqual(own);
      }),
    );
  });

  test('whatever is typed, there is a list of different seeds or an error of usage', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'0123456789,- a'), maxLength: 12 });
    fc.assert(
      fc.property(typed, (text) => {
        let seeds: number[];
        try {
          seeds = seedsOf(text);
        } catch (cause) {
          expect(cause).toMatchObject({ name: 'ZenbunError', code: 'usage' });
          return;
        }
        expect(new Set(seeds).size).toBe(seeds.length);
        expect(seeds.length).toBeGreaterThan(0);
        expect(seeds.length).toBeLessThanOrEqual(1_000);
        expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 1 && seed <= 2 ** 31)).toBe(true);
      }),
    );
  });
});

test('the seed of one world is a whole number from 1', () => {
  expect(seedOf('1')).toBe(1);
  expect(seedOf('2147483648')).toBe(2 ** 31);
  for (const typed of ['0', '', '1-1', '1.5', '-1', '1,2', '2147483649', 'one']) {
    const error = errorOf(() => seedOf(typed));
    expect(error).toMatchObject({ code: 'usage', message: `--seed ${typed} is not a whole number of at least 1` });
  }
});

describe('ids', () => {
  const all = ['aligned', 'yoc', 'noice'];

  test.each([
    [undefined, all],
    ['all', all],
    ['noice', ['noice']],
    ['noice,aligned', ['aligned', 'noice']],
    [' yoc , noice ', ['yoc', 'noice']],
    ['yoc,yoc', ['yoc']],
  ])('%j gives them in the order of the catalogue', (typed, ids) => {
    expect(idsOf(typed, all, ROW)).toEqual(ids);
  });

  test.each([
    ['noise', 'noise'],
    ['yoc,noise', 'noise'],
    ['NOICE', 'NOICE'],
    ['', ''],
    ['yoc,', ''],
    ['all,yoc', 'all'],
  ])('%j is an error that names the first unknown and all known ones', (typed, unknown) => {
    expect(errorOf(() => idsOf(typed, all, ROW))).toMatchObject({
      code: 'usage',
      message: `there is no row "${unknown}"`,
      advice: 'Choose from: aligned, yoc, noice.',
    });
  });

  test('what is given is a copy', () => {
    expect(idsOf(undefined, all, ROW)).not.toBe(all);
  });
});
