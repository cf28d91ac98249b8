import type { Count } from '../../schema/index.ts';
import { type ItemSpread, type Spread, shareOf } from './summary.ts';

/** Shown if there is nothing to count. */
export const DASH = '–';

/** Formats "0.80". */
export function rate(share: number | null): string {
  return share === null || !Number.isFinite(share) ? DASH : share.toFixed(2);
}

/** Formats "0.80 ± 0.09"; "0.80" for a single seed. */
export function plusMinus(spread: Spread | null): string {
  if (spread === null) return DASH;
  return spread.sd === null ? rate(spread.mean) : `${rate(spread.mean)} ± ${rate(spread.sd)}`;
}

/** Formats "0.80 [0.74, 0.86]"; "0.80" for a single item. */
export function withInterval(spread: ItemSpread | null): string {
  if (spread === null) return DASH;
  const { mean, interval } = spread;
  return interval === null ? rate(mean) : `${rate(mean)} [${interval.map(rate).join(', ')}]`;
}

/** Formats a rate in three columns: ".80", "1.0"; a rate of 0 is "0", so that it is noticed. */
export function tight(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return DASH;
  if (share === 0) return '0';
  const text = share.toFixed(2);
  return text.startsWith('0') ? text.slice(1) : text.slice(0, 3);
}

/** Formats "230/288". */
export function outOf({ k, n }: Count): string {
  return n === 0 ? DASH : `${k}/${n}`;
}

/** Formats "0.80 (230/288)". */
export function rateOutOf(count: Count): string {
  return count.n === 0 ? DASH : `${rate(shareOf(count))} (${outOf(count)})`;
}

/** Returns what several counts are out of: "96", or "90–96" if they differ. */
export function casesOf(counts: readonly Count[]): string {
  const cases = counts.map(({ n }) => n);
  if (cases.length === 0) return DASH;
  const [least, most] = [Math.min(...cases), Math.max(...cases)];
  return least === most ? String(most) : `${least}–${most}`;
}
