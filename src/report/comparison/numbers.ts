import type { Comparison, Count, Lang } from '../../schema/index.ts';
import { DASH, outOf } from '../lab/numbers.ts';
import { shareOf } from '../lab/summary.ts';
import { grouped, percent } from '../numbers.ts';
import { fill } from '../texts.ts';
import { COMPARISON_TEXTS } from './texts.ts';

/** Formats "9 of 9", for use in a sentence. */
export function inWords({ k, n }: Count, lang: Lang): string {
  return fill(COMPARISON_TEXTS.outOf[lang], { k: grouped(k), n: grouped(n) });
}

/** Formats "2/9  22.2 %", with every share equally wide, so that columns line up. */
export function countAndShare(count: Count): string {
  const share = shareOf(count);
  return share === null ? DASH : `${outOf(count)} ${percent(share).padStart(6)}`;
}

/** Formats a share that somebody chose, without more digits than it has: "1 %", "0.05 %". */
export function chosen(share: number): string {
  return `${points(share)}\u00a0%`;
}

/** Returns a chosen share in percentage points. */
export function points(share: number): number {
  return Number((share * 100).toPrecision(4));
}

/** Formats the level of confidence, which is 1 minus the share of wrong decisions allowed: "99 %". */
export function levelOf({ paired: { alpha } }: Comparison): string {
  return `${points(1 - alpha)}\u00a0%`;
}

/** Formats the bounds of a share from 0 to 1: "9–34.1 %". */
export function bounds([low, high]: readonly [number, number]): string {
  const digit = (share: number) => (share * 100).toFixed(1).replace(/\.0$/, '');
  return `${digit(low)}–${digit(high)}\u00a0%`;
}

/** Formats an e-value, given its natural logarithm: "< 0.01", "0.42", "17", "3.2e12". */
export function evidence(log: number): string {
  if (log < Math.log(0.01)) return '< 0.01';
  if (log < Math.log(10)) return Math.exp(log).toPrecision(2);
  if (log < Math.log(99_999)) return grouped(Math.round(Math.exp(log)));
  const power = log / Math.LN10;
  const mantissa = (10 ** (power - Math.floor(power))).toFixed(1);
  return mantissa === '10.0' ? `1.0e${Math.floor(power) + 1}` : `${mantissa}e${Math.floor(power)}`;
}

/** Formats the e-value that decides. */
export function enough({ paired: { alpha } }: Comparison): string {
  return grouped(Math.round(1 / alpha));
}

/** Formats "12.34", "0.0021": two digits that carry information. */
export function dollars(usd: number): string {
  if (usd === 0) return '0';
  return usd < 0.01 ? String(Number(usd.toPrecision(2))) : usd.toFixed(2);
}
