import type { Calibration } from '../../src/reader/network/reader-network.ts';
import { type ReadOptions, readUnits } from '../../src/reader/read-response.ts';

const UNCALIBRATED: Calibration = { temperature: 1, shifts: [0, 0, 0, 0] };

/**
 * Returns the probability of each outcome according to the network, in the order of OUTCOME_ORDER and before
 * calibration; null for a response without an answer. For fitting and measuring the calibration.
 */
export function outcomeLikelihoods(text: string, options: ReadOptions): number[] | null {
  const read = readUnits(text, options).outcome(UNCALIBRATED);
  return read === null ? null : [...read.outcomes];
}
