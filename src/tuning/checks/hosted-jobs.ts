import type { HostedJob, TrainingHistory } from '../training-record.ts';

interface FoundJob {
  readonly job: HostedJob;
  readonly path: string;
}

export const hasFailed = ({ status }: HostedJob): boolean => status !== null && /fail|cancel/i.test(status);

/** Returns the jobs of hosted trainers, in the order of the files. */
export const hostedJobs = ({ records }: TrainingHistory): readonly FoundJob[] =>
  records.flatMap(({ jobs, path }) => jobs.map((job) => ({ job, path })));

/**
 * Returns the one job that made the model; null if there is none, or if it could be any of several. Lists of jobs also
 * contain failed attempts.
 */
export function onlyJob(history: TrainingHistory): FoundJob | null {
  const made = hostedJobs(history).filter(({ job }) => !hasFailed(job));
  return made.length === 1 ? made[0]! : null;
}
