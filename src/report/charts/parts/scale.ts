import { percent } from '../../numbers.ts';

export interface ChartTick {
  readonly at: number;
  readonly label: string;
}

/** Maps values to units of the picture. `at` stays within the ends, whatever its argument. */
export interface ChartScale {
  readonly at: (value: number) => number;
  readonly ticks: readonly ChartTick[];
  readonly from: number;
  readonly to: number;
}

/** The position of an axis, from its low to its high end, in units of the picture. */
type AxisSpan = readonly [from: number, to: number];

export type ScaleOf = (span: AxisSpan) => ChartScale;

/** Maps values evenly from `low` to `high`; NaN is placed at the low end. */
export function linearScale(low: number, high: number, ticks: readonly ChartTick[]): ScaleOf {
  return ([from, to]) => {
    const at = (value: number) => {
      const part = high > low ? (value - low) / (high - low) : 0;
      return from + (to - from) * Math.min(1, Math.max(0, Number.isNaN(part) ? 0 : part));
    };
    return { at, ticks, from, to };
  };
}

/**
 * Maps shares from 0 to the first round number that holds `most`: a rare share is visible, and the axis says how far it
 * goes. If `most` is 0, the axis goes to 100 %.
 */
export function shareScale(most: number): ScaleOf {
  const high = most > 0 ? Math.min(1, Math.max(0.001, roundedUp(most))) : 1;
  const steps = /^2e/.test(Number(high.toPrecision(2)).toExponential()) ? 4 : 5;
  const ticks = Array.from({ length: steps + 1 }, (_, i) => (high * i) / steps);
  return linearScale(
    0,
    high,
    ticks.map((at) => ({ at, label: shortPercent(at) })),
  );
}

/** Formats "0 %", "2.5 %", "100 %", with no more digits than the number has. */
const shortPercent = (value: number): string => `${Number((value * 100).toPrecision(3))}\u00a0%`;

/**
 * Returns the smallest of 1, 2, 2.5 or 5 times a power of ten that is at least `value`; 0 if `value` is not positive.
 */
function roundedUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return value > 0 ? 1 : 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= value * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Returns round numbers from `low` to `high`, about `wanted` of them, including zero if it lies between. */
export function roundTicks(low: number, high: number, wanted: number): number[] {
  const step = roundedUp((high - low) / Math.max(1, wanted));
  if (!(step > 0) || !Number.isFinite(low + high)) return [];
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.min(50, Math.floor(high / step + 1e-9) - first + 1);
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step + 0);
}

/** Lowest decade of a scale of rates: one in ten thousand. */
const RAREST = 1e-4;

/**
 * Maps rates by powers of ten, up to 1. Anything rarer than the lowest decade, above all zero, has a place of its own
 * at the left.
 */
export function rateScale(rates: readonly number[]): ScaleOf {
  const least = Math.min(0.1, ...rates.filter((rate) => rate > 0));
  const low = Math.max(RAREST, 10 ** Math.floor(Math.log10(least) + 1e-9));
  const decades = Array.from({ length: Math.round(-Math.log10(low)) + 1 }, (_, i) => low * 10 ** i);
  return ([from, to]) => {
    const start = from + (to - from) * 0.1;
    const inner = linearScale(Math.log10(low), 0, [])([start, to]);
    const at = (rate: number) => (rate >= low * (1 - 1e-9) ? inner.at(Math.log10(rate)) : from);
    const ticks = decades.map((rate) => ({ at: rate, label: shortPercent(rate) }));
    const least = low > RAREST ? percent(0) : `<\u00a0${shortPercent(low)}`;
    return { at, ticks: [{ at: 0, label: least }, ...ticks], from, to };
  };
}
