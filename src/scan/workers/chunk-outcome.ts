import type { Tally } from '../../dataset/index.ts';
import type { FindingSpan } from '../../schema/index.ts';

/** Rows that cannot be read are listed up to this many; the count goes on. */
export const MAX_SKIPPED_LISTED = 1_000;

/** A row that was counted and not read. */
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

/** What reading one chunk came to. Plain data: it crosses a thread boundary. */
export interface ChunkOutcome {
  /** What became of its rows. */
  readonly tally: Tally;
  /** Answers in languages that the detectors do not read. */
  readonly unread: number;
  /** The first `MAX_SKIPPED_LISTED` of the chunk. */
  readonly skips: readonly SkippedLine[];
  /** The marked and the skipped rows as `encodeMarkedRow` writes them, in the order of the lines; '' for none. */
  readonly marks: string;
  readonly texts: readonly ExampleText[];
  /** Detectors whose keys became too many to keep texts for; indices, without repeats. */
  readonly tooManyKeys: readonly number[];
}

/** One mark, joined to the detector that made it. */
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
  /** Line of the file in which it begins, where that is another number. */
  readonly physicalLine?: number;
  /** `rowDigest` of its example; '' for a row that was skipped. */
  readonly digest: string;
  readonly marks: readonly RowMark[];
}
