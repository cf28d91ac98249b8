import { type CheckedRun, firstSaid } from '../checked-run.ts';

/** Number of devices assumed if only the total batch is stated. */
const MOST_UNSAID = 8;

/**
 * Returns the factors by which a logged loss may be off: transformers 4.46 to 4.48 logged the sum over the batches of
 * an accumulation and, with several devices, a share of the mean.
 */
export function loggedFactors(run: CheckedRun): readonly number[] {
  const accumulation = firstSaid(run.said('accumulation'))?.value ?? 1;
  const devices = firstSaid(run.said('devices'))?.value ?? (run.said('totalBatch').length > 0 ? MOST_UNSAID : 1);
  const single = [accumulation, devices, accumulation * devices].filter((one) => one > 1);
  return [...new Set(single.flatMap((one) => [one, 1 / one]))];
}
