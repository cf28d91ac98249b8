import type { CostInput, CostRange } from '../../schema/index.ts';
import { MAX_AMOUNT } from './range-fault.ts';

/** 95 % point of the standard normal distribution. */
const Z95 = 1.6448536269514722;

/**
 * Returns the value of an input for a standard normal number `z`. The input's low, likely and high are its 5 %, 50 %
 * and 95 % points. Between and beyond them, an amount is interpolated in proportion (the step from 1 to 10 equals that
 * from 10 to 100) and a share by its odds, so that neither can leave its possible range. Where a point is 0 (or 1, for
 * a share), the value moves linearly and stops at the limit. It never falls when z rises.
 */
export function drawnValue(range: CostRange, unit: CostInput['unit'], z: number): number {
  const { likely } = range;
  const end = z < 0 ? range.low : range.high;
  // Exact, so that a range of one value yields that value.
  if (end === likely) return likely;
  const steps = Math.abs(z) / Z95;
  const isShare = unit === 'share';
  const most = isShare ? 1 : MAX_AMOUNT;
  const inside = (value: number) => value > 0 && (!isShare || value < 1);
  if (!inside(likely) || !inside(end)) return Math.min(most, Math.max(0, likely + steps * (end - likely)));
  if (!isShare) return Math.min(most, likely * (end / likely) ** steps);
  return shareOf(oddsOf(likely) * (oddsOf(end) / oddsOf(likely)) ** steps);
}

const oddsOf = (share: number): number => share / (1 - share);

/** Odds beyond the largest number give a share of 1. */
const shareOf = (odds: number): number => (odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds));
