import type { Count } from '../../../schema/index.ts';
import { grouped, percent } from '../../numbers.ts';

/** Stands where nothing was counted. */
export const DASH = '–';

/** k of n as a share, 0..1; null of nothing, and of what is no count. */
export function shareOfCount({ k, n }: Count): number | null {
  return n > 0 ? share(k / n) : null;
}

/** A number as a share, 0..1; null where it is none. */
export function share(value: number | null): number | null {
  return value === null || Number.isNaN(value) ? null : Math.min(1, Math.max(0, value));
}

/** Bounds in their order, within 0..1; null where one is no number. */
export function boundsOf(interval: readonly [number, number] | null): readonly [number, number] | null {
  const [a, b] = interval === null ? [null, null] : interval.map(share);
  return a === null || b === null || a === undefined || b === undefined ? null : [Math.min(a, b), Math.max(a, b)];
}

export const percentOrDash = (value: number | null): string => (value === null ? DASH : percent(value));

/** "12/120", "1,200/9,000"; of nothing "0/0", so that nobody takes it for a share. */
export const countText = ({ k, n }: Count): string => `${countOrDash(k)}/${countOrDash(n)}`;

/** "1,200"; what is no count is none. */
export const countOrDash = (count: number | null): string =>
  count !== null && Number.isFinite(count) ? grouped(count) : DASH;

/** A count that can be drawn: whole, not negative, finite. */
export const drawable = (count: number): number => (Number.isFinite(count) && count > 0 ? Math.floor(count) : 0);
