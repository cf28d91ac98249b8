import type { CheckedRun } from '../checked-run.ts';
import { stepSizeOf } from '../counts/steps-for-rows.ts';

/** Rows of a step where nobody says how many. */
const LEAST_ROWS = 4;

/** Rows that so many optimizer steps take; a line of step 0 is of some rows, too. */
export function rowsOfSteps(run: CheckedRun, steps: number): number {
  const size = stepSizeOf(run);
  return size === null ? LEAST_ROWS : size.deviceBatch * size.accumulation * size.devices * Math.max(1, steps);
}

/**
 * How far the mean over some rows may be from the mean over all, as a share: what every log has (rounding, other batches), and 0.6 over the root of the
 * rows, since the losses of rows scatter by about half of their mean.
 */
export const scatterOf = (rows: number): number => 0.1 + 0.6 / Math.sqrt(rows);
