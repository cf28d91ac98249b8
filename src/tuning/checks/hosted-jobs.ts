import type { HostedJob, TrainingHistory } from '../training-record.ts';

interface FoundJob {
  readonly job: HostedJob;
  readonly path: string;
}

export const hasFailed = ({ status }: HostedJob): boolean => status !== null && /fail|cancel/i.test(status);

/** Jobs of hosted trainers in the order of the files. */
export const hostedJobs = ({ records }: TrainingHistory): readonly FoundJob[] =>
  records.flatMap(({ jobs, path }) => jobs.map((job) => ({ job, path })));

/** The one job that made the model; null where there is none, or where nobody can tell which. Attempts that failed stay in lists of jobs. */
export function onlyJob(history: TrainingHistory): FoundJob | null {
  const made = hostedJobs(history).filter(({ job }) => !hasFailed(job));
  return made.length === 1 ? made[0]! : null;
}
