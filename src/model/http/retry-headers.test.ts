import { expect, test } from 'vitest';
import { parseDuration, retryAfterOf } from './retry-headers.ts';

const NOW = Date.UTC(2026, 0, 1);
const asked = (headers: Readonly<Record<string, string>>, status = 429) =>
  retryAfterOf({ status, header: (name) => headers[name] }, NOW);

test.each<[Record<string, string>, number | null]>([
  [{}, null],
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30_000],
  [{ 'retry-after-ms': '1250' }, 1250],
  [{ 'x-ms-retry-after-ms': ' 86 ' }, 86],
  [{ 'llm_provider-retry-after': '3' }, 3000],
  // Of two that agree, the exact one.
  [{ 'retry-after': '2', 'retry-after-ms': '1250' }, 1250],
  [{ 'retry-after': '2', 'x-ms-retry-after-ms': '1250' }, 1250],
  [{ 'retry-after': '2', 'llm_provider-retry-after': '9' }, 2000],
  // Unreadable values are ignored and do not hide readable ones.
  [{ 'retry-after-ms': 'soon', 'retry-after': '2' }, 2000],
  [{ 'retry-after-ms': '-5' }, null],
  [{ 'retry-after': '', 'llm_provider-retry-after': 'soon' }, null],
  // OpenAI's reset times, if there is nothing else.
  [{ 'x-ratelimit-reset-requests': '1s', 'x-ratelimit-reset-tokens': '6m0s' }, 1000],
  [
    {
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '1s',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '1m30s',
    },
    90_000,
  ],
  [{ 'x-ratelimit-reset-tokens': '6m0s', 'retry-after': '1' }, 1000],
  [{ 'x-ratelimit-reset-tokens': '' }, null],
])('%j is %j ms', (headers, milliseconds) => {
  expect(asked(headers)).toBe(milliseconds);
});

test('resets stand beside every answer: of a server that failed they say nothing', () => {
  expect(asked({ 'x-ratelimit-reset-requests': '1s' }, 503)).toBeNull();
  expect(asked({ 'retry-after': '1' }, 503)).toBe(1000);
});

test.each<[string | undefined, number | null]>([
  ['1s', 1000],
  ['6m0s', 360_000],
  ['120ms', 120],
  ['1.5s', 1500],
  ['1h2m3s', 3_723_000],
  ['1d', 86_400_000],
  ['1', null],
  ['s', null],
  ['1s soon', null],
  [undefined, null],
])('a duration of %s', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});
