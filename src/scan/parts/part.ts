import type { Tally } from '../../dataset/index.ts';
import type { SkippedRow } from '../../schema/index.ts';
import type { PlacedExample } from '../rows/example-texts.ts';
import type { FieldRows } from '../workers/chunk-outcome.ts';
import type { PlannedPiece } from './plan.ts';

/** How rows were read. Parts that differ in this cannot be joined. */
interface PartReading {
  readonly format: string;
  /** Columns as given to `--map`; null for none. */
  readonly map: Readonly<Record<string, string>> | null;
}

/** The inputs of the whole scan, which every shard lists for itself. */
export interface PartListing {
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 over the size and path of each input, in lower-case hex. */
  readonly sha256: string;
}

/** Identifies a part and the parts that it can be joined with. */
export interface PartHeader {
  readonly schema: 'zenbun.scan-part/2';
  /** `states`: written by `shard` and `merge`; `marks`: written by the second pass. */
  readonly kind: 'states' | 'marks';
  readonly tool: { readonly name: string; readonly version: string };
  readonly detectors: readonly (readonly [id: string, version: string])[];
  /** Version of the encoding of states. */
  readonly states: string;
  readonly reading: PartReading;
  readonly listing: PartListing;
  /** Digest over the versions (ETags) of all inputs that are objects; null if the storage provides none. */
  readonly versions: string | null;
  /** Number of shards that the scan is divided into. */
  readonly of: number;
  /** Numbers of the shards in this part, in ascending order. */
  readonly shards: readonly number[];
  /** For marks, the digest of the states that they were made with; null otherwise. */
  readonly with: string | null;
}

/** A skipped row and the piece that contains it. Its line counts from the start of the piece. */
interface PieceSkip extends Omit<SkippedRow, 'path'> {
  readonly file: number;
  readonly from: number;
}

/** The text behind a mark, placed in the same way. */
export interface PieceText extends PlacedExample {
  readonly from: number;
}

/** The result of reading one piece. */
export interface PieceResult extends PlannedPiece {
  readonly path: string;
  /** Size of the whole file in bytes. */
  readonly fileBytes: number;
  /** Number of lines (elements, records) in the piece, including blank ones. */
  readonly lines: number;
  /** Digest of the bytes of its lines. */
  readonly sha256: string;
  /**
   * Present for the first range of a file: digests of the whole file and of each of its ranges, from one additional
   * reading of the file.
   */
  readonly whole: { readonly sha256: string; readonly ranges: readonly string[] } | null;
  readonly tally: Tally;
  /** Number of marked rows that follow. */
  readonly marked: number;
}

/** Contents of a part besides states, pieces and marks. Bounded by constants. */
export interface PartNotes {
  /** The first skipped rows by file, piece and line. */
  readonly skips: readonly PieceSkip[];
  readonly texts: readonly PieceText[];
  /** Indices of the detectors that made too many keys for texts to be kept. */
  readonly tooManyKeys: readonly number[];
  /** Number of answers in languages that the detectors do not support. */
  readonly unreadAnswers: number;
  /** Rows with unread texts that refuse and then comply, by field. */
  readonly refusing: FieldRows;
  /** Files in the named folders that may hold rows but are not read; listed by the first shard. */
  readonly unreadFiles: readonly string[];
  /** Files in the named folders that accompany the data; listed by the first shard. */
  readonly asideFiles: readonly string[];
}
