import { expect, test } from 'vitest';
import { comparisonLine } from './compare-progress.ts';

const enough = Math.log(100);
const progress = { asked: 12, of: 260, logWorse: 0, logNotWorse: enough / 2, enough };
const paused = { host: 'api.openai.com', milliseconds: 11_001 };

test('says how far it is', () => {
  expect(comparisonLine('en', progress, { resent: 0, pause: null })).toBe(
    '12 of at most 260 probes · worse ---------- · not worse =====-----',
  );
});

test('says what was sent again, and for how long a host is left alone', () => {
  expect(comparisonLine('en', progress, { resent: 3, pause: paused })).toBe(
    '12 of at most 260 probes · api.openai.com paused for 12 s · 3 retried',
  );
  expect(comparisonLine('ja', progress, { resent: 3, pause: paused })).toBe(
    '12 問（最大 260 問） · api.openai.com を 12 秒休止中 · 再送 3 回',
  );
  expect(comparisonLine('en', progress, { resent: 3, pause: null })).toMatch(/not worse ===-- · 3 retried$/);
});

test('is below 80 columns', () => {
  const columns = (line: string) => [...line].reduce((sum, character) => sum + (character >= '\u2e80' ? 2 : 1), 0);
  for (const lang of ['en', 'ja'] as const) {
    for (const pause of [null, paused]) {
      for (const resent of [0, 999]) {
        expect(columns(comparisonLine(lang, { ...progress, asked: 260 }, { resent, pause }))).toBeLessThan(80);
      }
    }
  }
});
