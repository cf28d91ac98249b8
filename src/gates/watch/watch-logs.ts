import type { AnswerFacts, WatchStatus } from '../../schema/index.ts';
import { type PerUnit, ReferenceBuilder, Watch, type WatchReference } from '../../watch/index.ts';
import { type ReadLogs, type ReadLogsOptions, readLogs } from './read-logs.ts';

const DAY = 86_400_000;
/** If a larger share of rows could not be read, the verdict stays open. */
const MAX_SKIPPED = 0.01;

export interface WatchLogsOptions extends ReadLogsOptions {
  /** Reference to compare with; by default, the first `referenceDays` of the logs. */
  readonly reference?: WatchReference;
  readonly referenceDays: number;
  readonly alpha: number;
  readonly horizon: number;
  readonly tolerance: number;
  /** IANA name, for a reference from the logs. */
  readonly timeZone: string;
  readonly hours: number;
  readonly perUnit: PerUnit;
  /** What answered and what reads it, as in `WatchReference.identity`. */
  readonly identity: string;
}

/** Counts of the rows, without the facts. */
export type LogsSummary = Omit<ReadLogs, 'answers'> & { readonly answers: number };

export interface WatchedLogs {
  readonly status: WatchStatus;
  readonly reference: WatchReference;
  readonly logs: LogsSummary;
  /** True if so few rows were skipped that the verdict holds for the logs. */
  readonly enough: boolean;
}

/** Watches recorded answers after the fact, in the order of their times. Throws as `readLogs` does. */
export async function watchLogs(paths: readonly string[], options: WatchLogsOptions): Promise<WatchedLogs> {
  const read = await readLogs(paths, options);
  const reference = options.reference ?? referenceOf(read.answers, options);
  const watch = new Watch(reference, options);
  const since = options.reference === undefined ? endOf(read.answers, options.referenceDays) : Number.NEGATIVE_INFINITY;
  for (const facts of read.answers) if (facts.at >= since) watch.see(facts);
  return { status: watch.status(), reference, ...summary(read) };
}

/** Makes a reference from the first days of recorded answers, or from all of them (`referenceDays` infinite). */
export async function referenceFromLogs(
  paths: readonly string[],
  options: Omit<WatchLogsOptions, 'reference' | 'alpha' | 'horizon' | 'tolerance'>,
): Promise<Omit<WatchedLogs, 'status'>> {
  const read = await readLogs(paths, options);
  return { reference: referenceOf(read.answers, options), ...summary(read) };
}

function summary({ answers, ...read }: ReadLogs): Pick<WatchedLogs, 'logs' | 'enough'> {
  return {
    logs: { ...read, answers: answers.length },
    enough: answers.length > 0 && read.skipped <= MAX_SKIPPED * (answers.length + read.skipped),
  };
}

const endOf = (answers: readonly AnswerFacts[], days: number): number => (answers[0]?.at ?? 0) + days * DAY;

function referenceOf(
  answers: readonly AnswerFacts[],
  {
    identity,
    timeZone,
    hours,
    perUnit,
    referenceDays,
  }: Omit<WatchLogsOptions, 'reference' | 'alpha' | 'horizon' | 'tolerance'>,
): WatchReference {
  const builder = new ReferenceBuilder({ identity, timeZone, hours, perUnit });
  const end = endOf(answers, referenceDays);
  for (const facts of answers) if (facts.at < end) builder.see(facts);
  return builder.reference();
}
