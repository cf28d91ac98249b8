import type { Finding, ReviewedException, Verdict } from './finding.ts';
import type { Message } from './message.ts';

/** Which fields of the records of a file were taken for what, as far as they hold text; the most used first. */
export interface InputFields {
  readonly request: readonly string[];
  readonly answer: readonly string[];
  /** Fields with longer texts that no detector saw, and in how many rows. */
  readonly unread: readonly { readonly name: string; readonly rows: number }[];
}

/** One file that was read. */
export interface ScanInput {
  readonly path: string;
  /** Of the bytes on disk, before any decompression; lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly format: string;
  readonly rows: number;
  readonly skipped: number;
  readonly fields: InputFields;
}

export interface SkippedRow {
  readonly path: string;
  readonly line: number;
  /** Line of the file in which the row begins, where that is another number. */
  readonly physicalLine?: number;
  readonly reason: string;
}

/** What was read, and what was not. Nothing unread is ever reported as clean. */
export interface Coverage {
  readonly rows: number;
  readonly read: number;
  readonly skipped: number;
  /** The first 1,000 by file and line; `skipped` is the full count. */
  readonly skippedRows: readonly SkippedRow[];
  /** Files of the named folders that may hold rows and are hidden, or of no kind that is read. */
  readonly unreadFiles: readonly string[];
  /** Whether enough was read to speak of the set; where it was not, the verdict is no better than `review`. */
  readonly enough: boolean;
  readonly notChecked: readonly { readonly what: string; readonly why: Message }[];
}

/** `zenbun scan --json`. */
export interface ScanResult {
  readonly schema: 'zenbun.scan/1';
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  readonly verdict: Verdict;
  readonly inputs: readonly ScanInput[];
  readonly coverage: Coverage;
  readonly findings: readonly Finding[];
  /** Accepted findings that were given to the scan, and what became of each. */
  readonly exceptions: readonly ReviewedException[];
  readonly flagged: { readonly rows: number };
}

/** One line of `zenbun scan --rows`. */
export interface FlaggedRow {
  readonly path: string;
  readonly line: number;
  /** Line of the file in which the row begins, where that is another number. */
  readonly physicalLine?: number;
  /** 16 hex digits of what the row says: the same wherever it stands. */
  readonly digest: string;
  readonly level: 'review' | 'block';
  readonly detectors: readonly string[];
  /** Spans into the text of turn `turn`; offsets in UTF-16 code units. */
  readonly spans: readonly {
    readonly turn: number;
    readonly start: number;
    readonly end: number;
    readonly act: string;
  }[];
}
