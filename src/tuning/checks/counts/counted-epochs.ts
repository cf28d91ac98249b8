import type { CheckedRun, SaidValue } from '../checked-run.ts';
import { onlyJob } from '../hosted-jobs.ts';

/** The furthest epoch that the main log names, in its lines or in its summary: one of the two may have been edited. null: it counts none. */
export function epochsReached({ log }: CheckedRun): SaidValue<number> | null {
  if (log === null) return null;
  const named = [log.record.totals?.epochs ?? null, ...log.record.steps.map(({ epoch }) => epoch)];
  const most = named.reduce<number | null>(
    (found, epoch) => (epoch === null ? found : Math.max(found ?? epoch, epoch)),
    null,
  );
  return most === null ? null : { value: most, source: log.path };
}

/** Epochs of the hosted job that made the model. */
export function hostedEpochs({ history }: CheckedRun): SaidValue<number> | null {
  const { job, path } = onlyJob(history) ?? {};
  return job?.epochs == null || path === undefined ? null : { value: job.epochs, source: path };
}
