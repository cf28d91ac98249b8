import { expect, test } from 'vitest';
import { drawnShare, incidentRate, inputValue, money, moneyRange } from './cost-numbers.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test.each([
  [432_100, 'JPY', 'ja', '43 万円'],
  [38_456_789, 'JPY', 'ja', '3,800 万円'],
  [1_234_567_890, 'JPY', 'ja', '12 億円'],
  [-1_133_711, 'JPY', 'ja', '−110 万円'],
  [-0.2, 'JPY', 'ja', '0 円'],
  [987, 'JPY', 'ja', '990 円'],
  [4512, 'USD', 'ja', '4,500 米ドル'],
  [432_100, 'JPY', 'en', '¥430,000'],
  [4512, 'USD', 'en', '$4,500'],
  [-13_655, 'USD', 'en', '−$14,000'],
  [-0.3, 'USD', 'en', '$0'],
] as const)('%d %s in %s: %s', (amount, currency, lang, text) => {
  expect(money(amount, currency, lang)).toBe(text);
});

test('ranges', () => {
  expect(moneyRange({ low: 191_969, high: 1_377_371 }, 'JPY', 'ja')).toBe('19 万円～140 万円');
  expect(moneyRange({ low: -4, high: 33_096 }, 'USD', 'en')).toBe('−$4 to $33,000');
});

test('inputs in their own unit, as they were given', () => {
  const shown = (unit: 'count' | 'share' | 'money' | 'usd' | 'hours', value: number, lang: 'en' | 'ja') =>
    plain(inputValue(value, { unit }, { currency: 'JPY', lang }));
  expect(shown('count', 1_000_000, 'en')).toBe('1,000,000');
  expect(shown('share', 0.0005, 'en')).toBe('0.05 %');
  expect(shown('share', 0.07, 'ja')).toBe('7 %');
  expect(shown('hours', 4380, 'en')).toBe('4,380 h');
  expect(shown('hours', 72, 'ja')).toBe('72 時間');
  expect(shown('money', 20_000_000, 'ja')).toBe('2,000 万円');
  expect(shown('usd', 0.2, 'en')).toBe('$0.2');
  expect(shown('usd', 3, 'ja')).toBe('3 米ドル');
});

test('draws are never rounded to none or all', () => {
  expect([0, 0.001, 0.276, 0.999, 1].map((share) => plain(drawnShare(share, 'en')))).toEqual([
    '0 %',
    'less than 1 %',
    '28 %',
    'more than 99 %',
    '100 %',
  ]);
  expect(plain(drawnShare(0.001, 'ja'))).toBe('1 % 未満');
  expect(plain(drawnShare(0.999, 'ja'))).toBe('99 % 超');
});

test('incidents as one in so many years', () => {
  expect([0, 0.0095, 0.9, 1, 2.34].map((rate) => incidentRate(rate, 'en'))).toEqual([
    'none',
    'one in 110 years',
    'one in 1.1 years',
    '1 a year',
    '2.3 a year',
  ]);
  expect([0, 0.0095, 2.34].map((rate) => incidentRate(rate, 'ja'))).toEqual(['0 件', '110 年に 1 件', '年 2.3 件']);
});
