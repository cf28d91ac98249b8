import type { CheckedRun } from '../checked-run.ts';
import { stepSizeOf } from '../counts/steps-for-rows.ts';

/** Rows per step if nobody says how many. */
const LEAST_ROWS = 4;

/** Returns the rows that this many optimizer steps take; a line of step 0 covers some rows, too. */
export function rowsOfSteps(run: CheckedRun, steps: number): number {
  const size = stepSizeOf(run);
  return size === null ? LEAST_ROWS : size.deviceBatch * size.accumulation * size.devices * Math.max(1, steps);
}

/**
 * Returns how far the mean over some rows may be from the mean over all, as a share: what every log has (rounding,
 * other batches), plus 0.6 over the square root of the rows, since the losses of rows scatter by about half of their
 * mean.
 */
export const scatterOf = (rows: number): number => 0.1 + 0.6 / Math.sqrt(rows);
