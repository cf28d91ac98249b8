import type { ObjectStorage } from '../files/index.ts';
import type { FormatName } from './formats/format-name.ts';

/** Columns (or fields) of a record that hold each part; for files of unknown format. */
export interface ColumnMap {
  readonly user?: string;
  readonly assistant: string;
  readonly system?: string;
}

/** Hard limits of reading. All sizes are in bytes. */
export interface Limits {
  /** A longer record is skipped and counted, and never held in memory. 16 MiB is more tokens than any model takes. */
  readonly recordBytes: number;
  /** A record that is nested deeper is skipped and counted. */
  readonly depth: number;
  /** Maximum expanded size of a compressed file. */
  readonly expandedBytes: number;
  /** Maximum ratio of expanded size to size on disk, checked after the first 64 MiB of output. */
  readonly expansionRatio: number;
  /** Approximate size of a chunk; a longer record gets a chunk of its own. */
  readonly chunkBytes: number;
  /** Number of bytes read from disk at a time. */
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

/** Options for reading a file. By default everything is recognised from the file itself. */
export interface DatasetOptions {
  readonly format?: FormatName | 'auto';
  /** Reads only these columns; `format` is then ignored. */
  readonly map?: ColumnMap;
  /** Reads every line as a text, whatever it looks like. */
  readonly isText?: boolean;
  readonly limits?: Partial<Limits>;
  /** Source for `-`; default: the process's own standard input. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Access to `s3://bucket/key`; without it, such paths are rejected. */
  readonly objects?: ObjectStorage;
  /** Aborts a reading, including one that waits for standard input or a pipe; it then fails with some error. */
  readonly signal?: AbortSignal;
}
