import type { CostInput, CostRange } from '../../schema/index.ts';
import { MAX_AMOUNT } from './range-fault.ts';

/** Of the standard normal distribution: 95 % lie below it. */
const Z95 = 1.6448536269514722;

/**
 * The value of an input for a standard normal number: its low, likely and high are its 5 %, 50 % and 95 % points. Between and beyond them
 * an amount goes in proportion (from 1 to 10 as from 10 to 100), a share by its odds, so that neither can leave what is possible; where an
 * end is 0 (or 1, of a share) it goes evenly and stops there. Never falls when z rises.
 */
export function drawnValue(range: CostRange, unit: CostInput['unit'], z: number): number {
  const { likely } = range;
  const end = z < 0 ? range.low : range.high;
  // Exactly, so that a range of one value is that value.
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

/** Odds beyond the largest number are a share of 1. */
const shareOf = (odds: number): number => (odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds));
