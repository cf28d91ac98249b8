import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  durationWords,
  evidenceBar,
  evidenceWords,
  goalWords,
  metricName,
  oneIn,
  percentWords,
  rateWords,
} from './rollout-words.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a length of time', () => {
  test.each([
    [0, '0 s', '0 秒'],
    [1, '1 s', '1 秒'],
    [59_001, '1 min', '1 分'],
    [5_400_000, '1 h 30 min', '1 時間 30 分'],
    [3_601_000, '1 h', '1 時間'],
    [90_061_000, '1 d 1 h', '1 日 1 時間'],
  ])('%d ms', (ms, en, ja) => {
    expect(plain(durationWords(ms, 'en'))).toBe(en);
    expect(plain(durationWords(ms, 'ja'))).toBe(ja);
  });
});

describe('evidence', () => {
  test.each([
    [Number.NEGATIVE_INFINITY, '<0.01'],
    [-3, '<0.01'],
    [0, '1'],
    [Math.log10(12.9), '12'],
    [Math.log10(1.239), '1.23'],
    [7.89, '10^7.8'],
  ])('10^%d is %s', (log10, said) => {
    expect(evidenceWords(log10)).toBe(said);
  });

  test('what is not reached never looks reached', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 5.9, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (goal, part) => {
          const [e, needed] = [Number(evidenceWords(goal * part)), Number(goalWords(goal))];
          expect(e).toBeLessThanOrEqual(needed);
          if (part < 0.9) expect(evidenceBar(goal * part, goal)).toContain('.');
        },
      ),
    );
  });

  test('a goal that is whole stays whole', () => {
    expect(goalWords(2)).toBe('100');
    expect(goalWords(Math.log10(182.8))).toBe('183');
    expect(goalWords(7.81)).toBe('10^7.9');
  });

  test('a bar is as long as it is, also beyond its ends', () => {
    expect([-5, 0, 1, 2, 99].map((log10) => evidenceBar(log10, 2))).toEqual([
      `[${'.'.repeat(20)}]`,
      `[${'.'.repeat(20)}]`,
      `[${'#'.repeat(10)}${'.'.repeat(10)}]`,
      `[${'#'.repeat(20)}]`,
      `[${'#'.repeat(20)}]`,
    ]);
  });
});

test('chances are never told smaller than they are', () => {
  expect(oneIn(0.01, 'en')).toBe('1 in 100');
  expect(oneIn(0.015, 'en')).toBe('1 in 66');
  expect(oneIn(0.01, 'ja')).toBe('100 件に 1 件');
});

test('shares, rates and names', () => {
  expect(plain(percentWords(0.5))).toBe('0.5 %');
  expect(plain(rateWords(1, 400))).toBe('0.25 %');
  expect(rateWords(0, 0)).toBe('-');
  expect(metricName(`a\u001b[2J${'x'.repeat(90)}`)).toBe(`a\ufffd[2J${'x'.repeat(17)}`);
});
