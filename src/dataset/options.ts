import type { ObjectStorage } from '../files/index.ts';
import type { FormatName } from './formats/format-name.ts';

/** Columns (or fields) of a record that hold each part; for files of no known format. */
export interface ColumnMap {
  readonly user?: string;
  readonly assistant: string;
  readonly system?: string;
}

/** Hard bounds of reading. All sizes in bytes. */
export interface Limits {
  /** A longer record is skipped and counted, and never held in memory. 16 MiB are more tokens than any model takes. */
  readonly recordBytes: number;
  /** A record nested deeper is skipped and counted. */
  readonly depth: number;
  /** What a compressed file may grow to. */
  readonly expandedBytes: number;
  /** How many times larger than on disk a compressed file may grow, judged after its first 64 MiB. */
  readonly expansionRatio: number;
  /** About how much a chunk holds; a longer record has a chunk of its own. */
  readonly chunkBytes: number;
  /** How much is read from the disk at a time. */
  readonly blockBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  recordBytes: 16 * 2 ** 20,
  depth: 1_000,
  expandedBytes: 64 * 2 ** 30,
  expansionRatio: 250,
  chunkBytes: 4 * 2 ** 20,
  blockBytes: 4 * 2 ** 20,
};

/** How a file is to be read. Everything has a default: recognised from the file itself. */
export interface DatasetOptions {
  readonly format?: FormatName | 'auto';
  /** Reads these columns and nothing else; `format` is then ignored. */
  readonly map?: ColumnMap;
  /** Takes every line for a text, whatever it looks like. */
  readonly isText?: boolean;
  readonly limits?: Partial<Limits>;
  /** What `-` reads; the process's own standard input unless given. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** How `s3://bucket/key` is reached; without it such a path is refused. */
  readonly objects?: ObjectStorage;
  /** Ends a reading, which then fails one way or another; also one that waits for standard input or a pipe. */
  readonly signal?: AbortSignal;
}
