import { ZenbunError } from '../../errors.ts';
import type { ServeOptions } from './serve-options.ts';

/** Settings that a running gateway does not reload. */
const STAYING = [
  'listen',
  'ledger',
  'lease',
  'rollouts',
  'watch',
  'fingerprint',
  'console',
  'tls',
  'judge',
  'maxRequestBytes',
  'maxAnswerChars',
] as const;

/** Returns the settings that differ but stay unchanged until the next start. */
export const stayingSettings = (before: ServeOptions, next: ServeOptions): string[] =>
  STAYING.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(next[name]));

/** Refuses to open a gateway with keys to everybody because a file lost them. Throws `usage`. */
export function refuseLosingKeys(before: ServeOptions, next: ServeOptions): void {
  if ((before.keys?.length ?? 0) === 0 || (next.keys?.length ?? 0) > 0) return;
  throw new ZenbunError('usage', {
    en: 'serve.keys is empty now: a gateway that asks for keys is not opened to everybody while it runs',
    ja: 'serve.keys が空になっています。キーを求めるゲートウェイを、稼働中に誰でも使える状態にはしません',
  });
}
