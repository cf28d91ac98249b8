import type { Finding, ReviewedException, Verdict } from './finding.ts';
import type { Message } from './message.ts';

/** Which fields of a file's records were taken as request and answer, as far as they hold text; the most used first. */
export interface InputFields {
  readonly request: readonly string[];
  readonly answer: readonly string[];
  /** Fields with longer texts that no detector saw, and the number of rows with each. */
  readonly unread: readonly { readonly name: string; readonly rows: number }[];
}

/** One file that was read. */
export interface ScanInput {
  readonly path: string;
  /** SHA-256 of the bytes on disk, before any decompression; lower-case hex. */
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
  /** Line of the file on which the row begins, if that number differs. */
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
  /** Files in the named folders that may hold rows but are hidden, or of a kind that is not read. */
  readonly unreadFiles: readonly string[];
  /** True if enough was read to speak for the set; otherwise the verdict is no better than `review`. */
  readonly enough: boolean;
  /** `decides`: a reason why not enough was read. */
  readonly notChecked: readonly { readonly what: string; readonly why: Message; readonly decides?: true }[];
}

/** `zenbun scan --json`. */
export interface ScanResult {
  readonly schema: 'zenbun.scan/1';
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  readonly verdict: Verdict;
  readonly inputs: readonly ScanInput[];
  readonly coverage: Coverage;
  readonly findings: readonly Finding[];
  /** Accepted findings that were given to the scan, and the fate of each. */
  readonly exceptions: readonly ReviewedException[];
  readonly flagged: { readonly rows: number };
}

/** One line of `zenbun scan --rows`. */
export interface FlaggedRow {
  readonly path: string;
  readonly line: number;
  /** Line of the file on which the row begins, if that number differs. */
  readonly physicalLine?: number;
  /** 16 hex digits over the content of the row: the same wherever the row appears. */
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
