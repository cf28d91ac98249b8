import { ZenbunError } from '../../errors.ts';
import { plural } from '../../schema/index.ts';
import type { Environment, HttpLimits } from '../environment.ts';
import type { Attempt } from './attempt.ts';

/** How to wait between tries. */
export type Patience = Pick<HttpLimits, 'retries' | 'firstWait' | 'longestWait'> &
  Pick<Environment, 'random' | 'sleep'>;

/**
 * Retries until the result is done or hopeless, or until `retries` further tries have been made. Waits get longer each
 * time, are jittered so that many clients do not return at the same moment, and are never shorter than the server asked
 * for. Waiting for an overloaded server is left to the sender. `attempt` receives the number of the try, from 1, and
 * how many earlier tries counted. Throws the last failure, with the number of tries, or the signal's reason.
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

/**
 * Returns how long to wait after this many tries, in milliseconds: one half fixed (or replaced by what the server asked
 * for), the other half random.
 */
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
 * Parses `Retry-After` (seconds or an HTTP date, RFC 9110, section 10.2.3) into milliseconds from now; null for
 * anything else. A date in the past gives 0.
 */
export function parseRetryAfter(value: string | undefined, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Every form of an HTTP date begins with the name of a day; Date.parse alone would accept nearly anything.
  const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
