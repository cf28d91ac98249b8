import { answerReader } from '../model.ts';
import type { Calibration } from '../network/reader-network.ts';
import { UnitScanner } from '../text/units.ts';

const UNCALIBRATED: Calibration = { temperature: 1, shifts: [0, 0, 0, 0] };

/**
 * How likely the network finds each outcome, in OUTCOME_ORDER, before calibration; null for a response without an answer.
 * For setting and measuring the calibration.
 */
export function outcomeLikelihoods(text: string, options: { readonly prompt?: string }): number[] | null {
  const reader = answerReader(options.prompt);
  for (const unit of new UnitScanner().end(text)) reader.read(unit, text.slice(unit.start, unit.end));
  const read = reader.outcome(UNCALIBRATED);
  return read === null ? null : [...read.outcomes];
}
