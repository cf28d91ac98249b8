import { expect, test } from 'vitest';
import { type Progress, progressLine } from './progress-line.ts';

const at = (bytes: number, wish: Partial<Progress> = {}): Progress => ({
  phase: 'read',
  bytes,
  totalBytes: 400e6,
  rows: 1_234_567,
  skipped: 0,
  ...wish,
});

test('phase, share, rows, rate and time left, in both languages', () => {
  expect(progressLine('en', at(100e6), 2)).toBe(
    'reading       ======------------------  25% · 1,234,567 rows · 50 MB/s · 6 s left',
  );
  expect(progressLine('ja', at(400e6, { phase: 'second-pass' }), 2)).toBe(
    '再読み取り ======================== 100% · 1,234,567 行 · 200 MB/s · 残り 0 s',
  );
});

test('long times are told as a clock, and nothing is told that is not known', () => {
  expect(progressLine('en', at(1e6), 1)).toMatch(/ 1\.0 MB\/s · 6:39 left$/);
  expect(progressLine('en', at(1e6, { totalBytes: 4e9 }), 1)).toMatch(/ · 1:06:39 left$/);
  expect(progressLine('en', at(1e6, { phase: 'write' }), 0.1)).toBe(
    'writing       ------------------------   0% · 1,234,567 rows',
  );
  expect(progressLine('en', at(5e6, { totalBytes: 0 }), 1)).toBe('reading       · 1,234,567 rows · 5.0 MB/s');
});
