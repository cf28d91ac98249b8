import type { Tally } from '../../dataset/index.ts';
import type { FindingSpan } from '../../schema/index.ts';

/** Maximum number of unreadable rows that are listed; all of them are counted. */
export const MAX_SKIPPED_LISTED = 1_000;

/** A row that was counted but not read. */
export interface SkippedLine {
  readonly line: number;
  readonly physicalLine?: number;
  readonly reason: string;
}

/** The text behind one mark, cut to a bounded length, in case its row becomes an example. */
export interface ExampleText {
  /** Index into the list of detectors. */
  readonly detector: number;
  readonly key: string;
  readonly line: number;
  readonly turn: number;
  readonly text: string;
  /** Offset of `text` in its turn, in UTF-16 code units. */
  readonly textStart: number;
  readonly prompt: string;
}

/** Number of rows by the name of a field. A list of pairs, so that no name can reach the prototype of an object. */
export type FieldRows = readonly (readonly [field: string, rows: number])[];

/** Maximum number of fields that are tracked, the first by name, so that the order of the parts does not matter. */
const MOST_FIELDS = 1_000;

/** Adds up rows by field. Associative and commutative. */
export function mergeFieldRows(a: FieldRows, b: FieldRows): FieldRows {
  if (b.length === 0) return a;
  const sums = new Map(a);
  for (const [field, rows] of b) sums.set(field, (sums.get(field) ?? 0) + rows);
  return [...sums].sort(([x], [y]) => (x < y ? -1 : 1)).slice(0, MOST_FIELDS);
}

/** The outcome of reading one chunk. Plain data, because it crosses a thread boundary. */
export interface ChunkOutcome {
  /** Counts of its rows by outcome. */
  readonly tally: Tally;
  /** Number of answers in languages that the detectors do not support. */
  readonly unread: number;
  /** Rows with unread texts that refuse and then comply, by field. */
  readonly refusing: FieldRows;
  /** The first `MAX_SKIPPED_LISTED` of the chunk. */
  readonly skips: readonly SkippedLine[];
  /** The marked and the skipped rows as written by `encodeMarkedRow`, in line order; '' if there are none. */
  readonly marks: string;
  readonly texts: readonly ExampleText[];
  /** Indices of the detectors that made too many keys for texts to be kept, without repeats. */
  readonly tooManyKeys: readonly number[];
}

/** One mark together with the detector that made it. */
export interface RowMark {
  /** Index into the list of detectors. */
  readonly detector: number;
  readonly key: string;
  readonly turn: number;
  readonly spans: readonly FindingSpan[];
}

/** All marks of one row; a row without marks is one that was skipped. */
export interface MarkedRow {
  readonly file: number;
  readonly line: number;
  /** Line of the file in which the row begins, if that is a different number. */
  readonly physicalLine?: number;
  /** `rowDigest` of its example; '' for a skipped row. */
  readonly digest: string;
  readonly marks: readonly RowMark[];
}
