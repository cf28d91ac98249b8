import type { Message, TrainingCheck } from '../../schema/index.ts';
import type { CheckedRun } from './checked-run.ts';

/** What a check answers: how much was trained, on which data, from which base, whether the log is of one run, and what it did to the weights. */
export type TrainingQuestion = 'amount' | 'data' | 'base' | 'log' | 'weights';

/** What a check found; the rest of a `TrainingCheck` is the same for every run. */
export type CheckOutcome = Pick<TrainingCheck, 'state' | 'detail' | 'sources' | 'expected' | 'found'>;

/** One check of a training history: small, pure, and never throwing on what a file may say. */
export interface TrainingCheckUnit {
  /** As `TrainingCheck.check`. */
  readonly check: string;
  readonly question: TrainingQuestion;
  readonly title: Message;
  readonly meaning: Message;
  readonly look: (run: CheckedRun) => CheckOutcome;
}

/** Two values that were held against each other, and where they come from. */
export interface ComparedValues {
  readonly expected: string | number;
  readonly found: string | number;
  readonly sources: readonly string[];
}

const compared = (
  state: TrainingCheck['state'],
  detail: Message,
  { expected, found, sources }: ComparedValues,
): CheckOutcome => ({
  state,
  detail,
  sources: [...new Set(sources)],
  expected: shownValue(expected),
  found: shownValue(found),
});

export const consistent = (detail: Message, values: ComparedValues): CheckOutcome =>
  compared('consistent', detail, values);

export const inconsistent = (detail: Message, values: ComparedValues): CheckOutcome =>
  compared('inconsistent', detail, values);

/** Two values that differ where an honest run may differ, too: it cannot be told, and the history does not pass. */
export const doubtful = (detail: Message, values: ComparedValues): CheckOutcome =>
  compared('cannot-tell', detail, values);

/** `detail` says what is missing. */
export const cannotTell = (detail: Message, sources: readonly string[] = []): CheckOutcome => ({
  state: 'cannot-tell',
  detail,
  sources: [...new Set(sources)],
  expected: null,
  found: null,
});

/** A number as people read it: whole ones as they are, others with four digits that say something. */
export function shownValue(value: string | number): string {
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

/** A digest as people compare it. */
export const shortDigest = (sha256: string): string => `sha256:${sha256.slice(0, 16)}…`;
