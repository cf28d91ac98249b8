import { ZenbunError } from '../../errors.ts';
import { plural } from '../../schema/index.ts';
import type { Environment, HttpLimits } from '../environment.ts';
import type { Attempt } from './attempt.ts';

/** How to wait between tries. */
export type Patience = Pick<HttpLimits, 'retries' | 'firstWait' | 'longestWait'> &
  Pick<Environment, 'random' | 'sleep'>;

/**
 * Tries until it is done, in vain, or was tried `retries` times more. Waits longer each time, with jitter so that many
 * askers do not come back together, and never shorter than the server asked; a busy server is waited for by whoever sends to it,
 * not here. `attempt` is told which try it is, from 1, and how many of those before counted. Throws the last failure, with how
 * often it was tried, or the signal's reason.
 */
export async function retrying<T>(
  attempt: (nth: number, counted: number) => Promise<Attempt<T>>,
  { retries, random, sleep, ...waits }: Patience,
  signal: AbortSignal,
): Promise<T> {
  let tries = 0;
  for (let nth = 1; ; nth++) {
    const outcome = await attempt(nth, tries);
    if (outcome.kind === 'done') return outcome.value;
    const { error, again, retryAfter, isBusy, isLate } = outcome;
    if (!again) throw error;
    if (!isLate) tries++;
    if (tries > retries || (retryAfter ?? 0) > waits.longestWait) throw withTries(error, nth, retryAfter);
    if (!isBusy) await sleep(waitAfter(tries, retryAfter, random(), waits), signal);
  }
}

/** Milliseconds to wait after so many tries: half of it fixed (or what the server asked for), half by chance. */
export function waitAfter(
  tries: number,
  retryAfter: number | null,
  chance: number,
  { firstWait, longestWait }: Pick<HttpLimits, 'firstWait' | 'longestWait'>,
): number {
  const half = Math.min(longestWait, firstWait * 2 ** (tries - 1)) / 2;
  return (retryAfter ?? half) + chance * half;
}

function withTries(error: ZenbunError, tries: number, retryAfter: number | null): ZenbunError {
  const seconds = Math.ceil((retryAfter ?? 0) / 1000);
  const asks = retryAfter === null ? '' : `, asked to wait ${seconds} s`;
  const asksJa = retryAfter === null ? '' : `。サーバーが指定した待ち時間：${seconds} 秒`;
  const message = {
    en: `${error.localized.en} (tried ${plural(tries, 'once', `${tries} times`)}${asks})`,
    ja: `${error.localized.ja}（試行 ${tries} 回${asksJa}）`,
  };
  return new ZenbunError(error.code, message, { advice: error.localizedAdvice, cause: error });
}

/**
 * `Retry-After` as milliseconds from now: seconds or an HTTP date (RFC 9110, section 10.2.3); null for anything else. A date
 * that is over is 0.
 */
export function parseRetryAfter(value: string | undefined, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Every form of an HTTP date begins with the name of a day; Date.parse alone would take nearly anything.
  const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
