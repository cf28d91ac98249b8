import type { Count } from '../../../schema/index.ts';
import { grouped, percent } from '../../numbers.ts';

/** Shown if nothing was counted. */
export const DASH = '–';

/** Returns k of n as a share, 0..1; null if nothing was counted, or if the numbers are not counts. */
export function shareOfCount({ k, n }: Count): number | null {
  return n > 0 ? share(k / n) : null;
}

/** Returns a number as a share, 0..1; null if it is not a number. */
export function share(value: number | null): number | null {
  return value === null || Number.isNaN(value) ? null : Math.min(1, Math.max(0, value));
}

/** Returns bounds in their order, within 0..1; null if one of them is not a number. */
export function boundsOf(interval: readonly [number, number] | null): readonly [number, number] | null {
  const [a, b] = interval === null ? [null, null] : interval.map(share);
  return a === null || b === null || a === undefined || b === undefined ? null : [Math.min(a, b), Math.max(a, b)];
}

export const percentOrDash = (value: number | null): string => (value === null ? DASH : percent(value));

/** Formats "12/120", "1,200/9,000"; nothing becomes "0/0", so that nobody takes it for a share. */
export const countText = ({ k, n }: Count): string => `${countOrDash(k)}/${countOrDash(n)}`;

/** Formats "1,200"; anything that is not a count becomes a dash. */
export const countOrDash = (count: number | null): string =>
  count !== null && Number.isFinite(count) ? grouped(count) : DASH;

/** Returns a count that can be drawn: whole, not negative, finite. */
export const drawable = (count: number): number => (Number.isFinite(count) && count > 0 ? Math.floor(count) : 0);
