import { expect, test } from 'vitest';
import {
  drawnShare,
  incidentRate,
  inputValue,
  money,
  moneyRange,
  moneyWithin,
  netAmount,
  unbroken,
} from './cost-numbers.ts';

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
  expect(moneyRange({ low: -400, high: 33_096 }, 'USD', 'en')).toBe('−$400 to $33,000');
});

test('what is less than a hundredth of what stands beside it is almost nothing', () => {
  expect(moneyRange({ low: 4, high: 45_000 }, 'USD', 'en')).toBe('almost nothing to $45,000');
  expect(moneyRange({ low: 630, high: 5_600_000 }, 'JPY', 'ja')).toBe('ほぼ 0 円～560 万円');
  expect(moneyRange({ low: 450, high: 45_000 }, 'USD', 'en')).toBe('$450 to $45,000');
  expect(moneyRange({ low: 0, high: 45_000 }, 'USD', 'en')).toBe('$0 to $45,000');
  expect(moneyRange({ low: 0, high: 0 }, 'USD', 'en')).toBe('$0 to $0');
  expect(moneyWithin(-13_000, { low: -13_000, high: 40 }, 'USD', 'en')).toBe('−$13,000');
});

test('what is left over needs no sign', () => {
  const range = { low: -1_100_000, high: 5_000_000 };
  const net = (amount: number, lang: 'en' | 'ja') => netAmount(amount, range, 'JPY', lang);
  expect(net(-260_000, 'ja')).toBe('26 万円の持ち出し');
  expect(net(5_000_000, 'ja')).toBe('500 万円の得');
  expect(net(-260_000, 'en')).toBe('a net cost of ¥260,000');
  expect(net(3, 'en')).toBe('costs and savings about equal');
  expect(netAmount(0, { low: 0, high: 0 }, 'JPY', 'ja')).toBe('差し引きほぼゼロ');
});

test('a sign is never cut off from its amount, wherever the line ends', () => {
  expect(unbroken('−$14,000 to −$3 − no sign')).toBe('−\u2060$14,000 to −\u2060$3 − no sign');
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
  expect(incidentRate(0.001, 'en')).toBe('one in 1,000 years');
  expect(incidentRate(1 / 16_000, 'en')).toBe('under 1 in 1,000 years');
  expect(incidentRate(1 / 16_000, 'ja')).toBe('1,000 年に 1 件未満');
});
