import type { Calibration } from '../../src/reader/network/reader-network.ts';
import { type ReadOptions, readUnits } from '../../src/reader/read-response.ts';

const UNCALIBRATED: Calibration = { temperature: 1, shifts: [0, 0, 0, 0] };

/**
 * How likely the network finds each outcome, in OUTCOME_ORDER, before calibration; null for a response without an answer.
 * For setting and measuring the calibration.
 */
export function outcomeLikelihoods(text: string, options: ReadOptions): number[] | null {
  const read = readUnits(text, options).outcome(UNCALIBRATED);
  return read === null ? null : [...read.outcomes];
}
