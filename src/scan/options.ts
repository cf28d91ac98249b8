import type { DatasetOptions } from '../dataset/index.ts';
import type { Detector } from '../detectors/index.ts';
import type { AcceptedFinding, FlaggedRow } from '../schema/index.ts';
import type { OptionNames } from './known-options.ts';

/** Progress of a scan. Sizes are bytes on disk. */
export interface ScanProgress {
  /** `second-pass`: detectors look at the rows again; `write`: flagged rows are separated from the others. */
  readonly phase: 'read' | 'second-pass' | 'write';
  /** Bytes read so far in this phase, over all files. */
  readonly bytes: number;
  /** Bytes of all files; 0 if standard input makes the total unknown. */
  readonly totalBytes: number;
  /** Rows counted so far in this phase, including skipped ones. */
  readonly rows: number;
  readonly skipped: number;
  /** The file being read. */
  readonly file: string;
}

export interface ScanOptions extends DatasetOptions {
  /**
   * Files, folders, globs; the same in object storage (`s3://bucket/…`) if `objects` is given; `-` is standard input.
   */
  readonly paths: readonly string[];
  /**
   * Number of threads that read rows; 1 reads in the calling thread. Default: one per processor, 1 for small inputs.
   */
  readonly jobs?: number;
  /**
   * If this share of rows or more is skipped, the set counts as unread: the verdict is then `review` at best. Default:
   * 0.01.
   */
  readonly maxSkipped?: number;
  /** Findings accepted by people: lowered to `info` as long as their rows are unchanged. */
  readonly accept?: readonly AcceptedFinding[];
  /** File that receives one line of JSON per flagged row (`FlaggedRow`), ordered by file and line. */
  readonly rows?: string;
  /** Called for every flagged row, ordered by file and line, before the files are written. */
  readonly onFlaggedRow?: (row: FlaggedRow) => void;
  /**
   * Receives the inputs without flagged and skipped rows; the other rows are copied byte for byte. A folder if there
   * are several inputs.
   */
  readonly clean?: string;
  /** Receives the flagged and the skipped rows. A folder if there are several inputs. */
  readonly quarantine?: string;
  /**
   * Places where the caller will write reports. Checked before anything is read, so that no report overwrites an input.
   */
  readonly reports?: readonly string[];
  /** Stops the scan: threads end, temporary files are removed, and `interrupted` is thrown. */
  readonly signal?: AbortSignal;
  /** Called after every chunk (about a mebibyte), in the calling thread. */
  readonly onProgress?: (progress: ScanProgress) => void;
  /**
   * Default: the whole catalogue. Other detectors run in the calling thread unless `workerUrl` provides the same ones.
   */
  readonly detectors?: readonly Detector[];
  /** A module that calls `serveRequests` with the same detectors. */
  readonly workerUrl?: URL;
}

/** The names of all options, for callers without type checking. */
export const SCAN_OPTIONS: OptionNames<ScanOptions> = {
  paths: true,
  format: true,
  map: true,
  isText: true,
  limits: true,
  stdin: true,
  objects: true,
  jobs: true,
  maxSkipped: true,
  accept: true,
  rows: true,
  onFlaggedRow: true,
  clean: true,
  quarantine: true,
  reports: true,
  signal: true,
  onProgress: true,
  detectors: true,
  workerUrl: true,
};
