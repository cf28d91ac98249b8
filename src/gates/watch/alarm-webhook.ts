import { createHmac } from 'node:crypto';
import { type AlarmTemplate, alarmBody } from '../../report/index.ts';
import type { Lang, WatchAlarm } from '../../schema/index.ts';
import { withinTime } from '../within-time.ts';

export interface AlarmWebhook {
  readonly url: string;
  readonly template: AlarmTemplate;
  readonly lang: Lang;
  /** The key of the signature; null: nothing is signed. */
  readonly key: string | null;
}

/** Environment for sending. */
export interface WebhookWorld {
  readonly fetch: typeof fetch;
  /** Clock in milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after the given number of milliseconds; rejects when the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

export interface WebhookDelivery {
  readonly delivered: boolean;
  readonly attempts: number;
  /** Outcome of the last attempt: the status, or what went wrong. */
  readonly last: number | string;
}

/** Waits between attempts, in milliseconds; there is one more attempt than there are waits. */
const WAITS = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000];
const LONGEST_WAIT = 60_000;
const ATTEMPT_MS = 10_000;

/**
 * Returns the header `x-zenbun-signature` of a body: `t=` Unix seconds, `v1=` HMAC-SHA-256 (hexadecimal) under the key
 * over the seconds, a full stop and the body. The receiver compares both and refuses old times.
 */
function webhookSignature(key: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`;
}

/**
 * Sends an alarm. Retries after 429, 5xx and network failures, with growing waits and in at most seven attempts; each
 * attempt is signed anew. Redirects are not followed, because the signed message is meant for one address. Never
 * rejects: failures are in the result.
 */
export async function sendAlarm(hook: AlarmWebhook, alarm: WatchAlarm, world: WebhookWorld): Promise<WebhookDelivery> {
  const body = JSON.stringify(alarmBody(hook.template, alarm, hook.lang));
  for (let attempt = 0; ; attempt += 1) {
    const { last, retryAfter } = await attemptOf(hook, body, world);
    if (typeof last === 'number' && last >= 200 && last < 300) return { delivered: true, attempts: attempt + 1, last };
    const again = typeof last === 'string' || last === 429 || last >= 500;
    if (!again || attempt >= WAITS.length || world.signal.aborted)
      return { delivered: false, attempts: attempt + 1, last };
    const wait = Math.min(LONGEST_WAIT, Math.max(WAITS[attempt]!, retryAfter));
    const slept = await world.sleep(wait, world.signal).then(
      () => true,
      () => false,
    );
    if (!slept) return { delivered: false, attempts: attempt + 1, last };
  }
}

async function attemptOf(
  { url, key }: AlarmWebhook,
  body: string,
  { fetch, now, signal }: WebhookWorld,
): Promise<{ readonly last: number | string; readonly retryAfter: number }> {
  const signature = key === null ? {} : { 'x-zenbun-signature': webhookSignature(key, Math.floor(now() / 1000), body) };
  try {
    const headers = { 'content-type': 'application/json', ...signature };
    const answer = await withinTime(ATTEMPT_MS, signal, (limited) =>
      fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: limited }),
    );
    await answer.body?.cancel();
    const seconds = Number(answer.headers.get('retry-after') ?? 0);
    return { last: answer.status, retryAfter: Number.isFinite(seconds) ? seconds * 1000 : 0 };
  } catch (cause) {
    return { last: reasonOf(cause, url), retryAfter: 0 };
  }
}

/** Returns what went wrong, without the address: anyone who has it may post there. */
function reasonOf(cause: unknown, url: string): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.includes(url) ? 'its URL cannot be sent to' : text;
}
