import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ZenbunError } from '../../errors.ts';
import { worthRetrying } from './attempt.ts';
import { parseRetryAfter, retrying } from './retry.ts';

const never = new AbortController().signal;
const busy = new ZenbunError('upstream', { en: 'busy', ja: '失敗しました' }, { advice: { en: 'wait', ja: '待つ' } });

test('waits grow, never beyond the longest, never below what the server asked, and end', async () => {
  const ms = fc.integer({ min: 1, max: 100_000 });
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        retries: fc.nat(12),
        firstWait: ms,
        longestWait: ms,
        asked: fc.option(ms),
        chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
      }),
      async ({ asked, chance, ...patience }) => {
        const waits: number[] = [];
        let tries = 0;
        const attempt = async () => {
          tries++;
          return worthRetrying(busy, asked);
        };
        const sleep = async (wait: number) => {
          waits.push(wait);
        };
        const failure = await retrying(attempt, { ...patience, sleep, random: () => chance }, never).catch((e) => e);
        expect(failure).toMatchObject({ code: 'upstream', advice: 'wait', cause: busy });
        expect(tries).toBe((asked ?? 0) > patience.longestWait ? 1 : patience.retries + 1);
        expect(waits).toHaveLength(tries - 1);
        expect(waits).toEqual(waits.toSorted((a, b) => a - b));
        for (const wait of waits) {
          expect(wait).toBeGreaterThanOrEqual(asked ?? 0);
          expect(wait).toBeLessThanOrEqual((asked ?? 0) + patience.longestWait);
        }
      },
    ),
  );
});

test('Retry-After is read as seconds or as a date of HTTP', () => {
  const now = Date.UTC(1994, 10, 6, 8, 49, 0);
  const cases: [string | undefined, number | null][] = [
    ['0', 0],
    [' 120 ', 120_000],
    ['1.5', 1500],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
    ['Sat, 05 Nov 1994 08:49:37 GMT', 0],
    ['-1', null],
    ['soon', null],
    ['1994', 1_994_000],
    ['', null],
    [undefined, null],
  ];
  for (const [value, milliseconds] of cases)
    expect([value, parseRetryAfter(value, now)]).toEqual([value, milliseconds]);
});
