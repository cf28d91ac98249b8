import type { Message, TrainingCheck } from '../../schema/index.ts';
import type { CheckedRun } from './checked-run.ts';

/**
 * The question that a check answers: how much was trained, on which data, from which base, whether the log is of one
 * run, and what training did to the weights.
 */
export type TrainingQuestion = 'amount' | 'data' | 'base' | 'log' | 'weights';

/** The result of a check; the rest of a `TrainingCheck` is the same for every run. */
export type CheckOutcome = Pick<TrainingCheck, 'state' | 'detail' | 'sources' | 'expected' | 'found'>;

/** One check of a training history: small, pure, and never throwing, whatever a file may say. */
export interface TrainingCheckUnit {
  /** As in `TrainingCheck.check`. */
  readonly check: string;
  readonly question: TrainingQuestion;
  readonly title: Message;
  readonly meaning: Message;
  readonly look: (run: CheckedRun) => CheckOutcome;
}

/** Two values that were compared, and where they come from. */
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

/**
 * Reports two values that differ in a way that those of an honest run may: the check cannot tell, and the history does
 * not pass.
 */
export const doubtful = (detail: Message, values: ComparedValues): CheckOutcome =>
  compared('cannot-tell', detail, values);

/** Reports that a check cannot tell; `detail` says what is missing. */
export const cannotTell = (detail: Message, sources: readonly string[] = []): CheckOutcome => ({
  state: 'cannot-tell',
  detail,
  sources: [...new Set(sources)],
  expected: null,
  found: null,
});

/** Formats a number for people: whole numbers unchanged, others with four significant digits. */
export function shownValue(value: string | number): string {
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

/** Shortens a digest to what people compare. */
export const shortDigest = (sha256: string): string => `sha256:${sha256.slice(0, 16)}…`;
