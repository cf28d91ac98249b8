import { describe, expect, test } from 'vitest';
import type { Finding, Lang } from '../../schema/index.ts';
import { measure } from './measure.ts';
import { lineOf, placeOf } from './place.ts';

const FINDING = {
  detector: 'repeated-prompt',
  scope: 'rows',
  level: 'review',
  count: 24,
  of: 200,
  interval: [0.078, 0.173],
  baseRate: 0.001,
  confidence: 0.99997,
} as unknown as Finding;
const said = (more: object = {}, lang: Lang = 'en') =>
  measure({ ...FINDING, ...more } as Finding, lang).replaceAll('\u00a0', ' ');

describe('what was counted', () => {
  test('how many, the share, its interval, the rate in benign data, and what is left to chance', () => {
    const text = said();
    expect(text).toContain('24 of 200 rows');
    expect(text).toContain('12.0 %');
    expect(text).toContain('7.8–17.3 %');
    expect(text).toContain('0.10 %');
    expect(text).toContain('3e-5');
    expect(said({}, 'ja')).toMatch(/200.*24/);
  });

  test('a detector that counts answers says so, one about files names no rows', () => {
    expect(said({ detector: 'refuse-then-comply' })).toContain('24 of 200 answers');
    expect(said({ scope: 'files' })).toMatch(/^24 of 200 \(12/);
  });

  test('no rate, no comparison; and of a mere information no chance is told', () => {
    expect(said({ baseRate: null })).not.toContain('0.10 %');
    expect(said({ level: 'info' })).not.toContain('3e-5');
    expect(said({ level: 'block' })).toContain('3e-5');
  });

  test('of nothing, the share is none', () => {
    expect(said({ count: 0, of: 0, interval: [0, 1] })).toContain('0 of 0 rows (0 %');
  });

  test('large counts are grouped', () => {
    expect(said({ count: 12_000, of: 1_200_000 })).toContain('12,000 of 1,200,000 rows');
  });
});

test('a row is named by the line that an editor opens', () => {
  expect(placeOf({ path: 'train.csv', line: 31 })).toBe('train.csv:31');
  expect(placeOf({ path: 'train.csv', line: 31, physicalLine: 64 })).toBe('train.csv:64');
  expect(lineOf({ line: 31, physicalLine: 0 })).toBe(0);
});
