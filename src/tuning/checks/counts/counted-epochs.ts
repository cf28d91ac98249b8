import type { CheckedRun, SaidValue } from '../checked-run.ts';
import { onlyJob } from '../hosted-jobs.ts';

/**
 * Returns the furthest epoch that the main log or its summaries name, because one of them may have been edited; null if
 * none of them counts epochs.
 */
export function epochsReached({ summaries }: CheckedRun): SaidValue<number> | null {
  const named = summaries.flatMap(({ path, steps, totals }) =>
    [totals?.epochs ?? null, ...steps.map(({ epoch }) => epoch)].flatMap((value) =>
      value === null ? [] : [{ value, source: path }],
    ),
  );
  return named.reduce<SaidValue<number> | null>(
    (most, one) => (most === null || one.value > most.value ? one : most),
    null,
  );
}

/** Returns the epochs of the hosted job that made the model. */
export function hostedEpochs({ history }: CheckedRun): SaidValue<number> | null {
  const { job, path } = onlyJob(history) ?? {};
  return job?.epochs == null || path === undefined ? null : { value: job.epochs, source: path };
}
