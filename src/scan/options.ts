import type { DatasetOptions } from '../dataset/index.ts';
import type { Detector } from '../detectors/index.ts';
import type { AcceptedFinding, FlaggedRow } from '../schema/index.ts';
import type { OptionNames } from './known-options.ts';

/** Where a scan is. Sizes in bytes on disk. */
export interface ScanProgress {
  /** `second-pass`: detectors look at the rows again; `write`: the flagged rows are parted from the others. */
  readonly phase: 'read' | 'second-pass' | 'write';
  /** Read so far in this phase, over all files. */
  readonly bytes: number;
  /** Of all files; 0 where standard input makes it unknown. */
  readonly totalBytes: number;
  /** Rows counted so far in this phase, skipped ones included. */
  readonly rows: number;
  readonly skipped: number;
  /** The file that is being read. */
  readonly file: string;
}

export interface ScanOptions extends DatasetOptions {
  /** Files, folders, globs; the same in object storage (`s3://bucket/…`), where `objects` is given; `-` is standard input. */
  readonly paths: readonly string[];
  /** Threads that read rows; 1 reads in the calling thread. Default: one per processor, 1 for small inputs. */
  readonly jobs?: number;
  /** From this share of skipped rows on the set was not read: no verdict better than `review`. Default: 0.01. */
  readonly maxSkipped?: number;
  /** Findings that people have accepted: lowered to `info` as long as their rows stay what they were. */
  readonly accept?: readonly AcceptedFinding[];
  /** Gets one line of JSON per flagged row (`FlaggedRow`), ordered by file and line. */
  readonly rows?: string;
  /** Called for every flagged row, ordered by file and line, before the files are written. */
  readonly onFlaggedRow?: (row: FlaggedRow) => void;
  /** Gets the inputs without flagged and skipped rows, the others byte for byte. A folder for several inputs. */
  readonly clean?: string;
  /** Gets the flagged and the skipped rows. A folder for several inputs. */
  readonly quarantine?: string;
  /** Places where the caller will write reports: checked before anything is read, so that none overwrites an input. */
  readonly reports?: readonly string[];
  /** Stops the scan: threads end, temporary files go, `interrupted` is thrown. */
  readonly signal?: AbortSignal;
  /** Called after every chunk (some megabytes), in the calling thread. */
  readonly onProgress?: (progress: ScanProgress) => void;
  /** Default: the whole catalogue. Other detectors run in the calling thread unless `workerUrl` serves the same ones. */
  readonly detectors?: readonly Detector[];
  /** A module that calls `serveRequests` with the same detectors. */
  readonly workerUrl?: URL;
}

/** The names of all options, for what is called without types. */
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
