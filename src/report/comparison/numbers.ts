import type { Comparison, Count, Lang } from '../../schema/index.ts';
import { DASH, outOf } from '../lab/numbers.ts';
import { shareOf } from '../lab/summary.ts';
import { grouped, percent } from '../numbers.ts';
import { fill } from '../texts.ts';
import { COMPARISON_TEXTS } from './texts.ts';

/** "9 of 9", as it stands in a sentence. */
export function inWords({ k, n }: Count, lang: Lang): string {
  return fill(COMPARISON_TEXTS.outOf[lang], { k: grouped(k), n: grouped(n) });
}

/** "2/9  22.2 %", as wide for every share, so that columns line up. */
export function countAndShare(count: Count): string {
  const share = shareOf(count);
  return share === null ? DASH : `${outOf(count)} ${percent(share).padStart(6)}`;
}

/** A share that somebody chose, without more digits than it has: "1 %", "0.05 %". */
export function chosen(share: number): string {
  return `${points(share)}\u00a0%`;
}

/** A chosen share in points of a hundred. */
export function points(share: number): number {
  return Number((share * 100).toPrecision(4));
}

/** The share of wrong words allowed, as a level of confidence: "99 %". */
export function levelOf({ paired: { alpha } }: Comparison): string {
  return `${points(1 - alpha)}\u00a0%`;
}

/** "9 %", "34.1 %"; bounds of a share from 0 to 1. */
export function bounds([low, high]: readonly [number, number]): string {
  const digit = (share: number) => (share * 100).toFixed(1).replace(/\.0$/, '');
  return `${digit(low)}–${digit(high)}\u00a0%`;
}

/** An e-value from its natural logarithm: "< 0.01", "0.42", "17", "3.2e12". */
export function evidence(log: number): string {
  if (log < Math.log(0.01)) return '< 0.01';
  if (log < Math.log(10)) return Math.exp(log).toPrecision(2);
  if (log < Math.log(99_999)) return grouped(Math.round(Math.exp(log)));
  const power = log / Math.LN10;
  const mantissa = (10 ** (power - Math.floor(power))).toFixed(1);
  return mantissa === '10.0' ? `1.0e${Math.floor(power) + 1}` : `${mantissa}e${Math.floor(power)}`;
}

/** What e-value decides. */
export function enough({ paired: { alpha } }: Comparison): string {
  return grouped(Math.round(1 / alpha));
}

/** "12.34", "0.0021": two digits that say something. */
export function dollars(usd: number): string {
  if (usd === 0) return '0';
  return usd < 0.01 ? String(Number(usd.toPrecision(2))) : usd.toFixed(2);
}
