import type { Tally } from '../../dataset/index.ts';
import type { SkippedRow } from '../../schema/index.ts';
import type { PlacedExample } from '../rows/example-texts.ts';
import type { PlannedPiece } from './plan.ts';

/** How rows were read: parts agree in it, or cannot be joined. */
interface PartReading {
  readonly format: string;
  /** Columns, as `--map` takes them; null for none. */
  readonly map: Readonly<Record<string, string>> | null;
}

/** The inputs of the whole scan, which every shard lists for itself. */
export interface PartListing {
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 over size and path of each, lower-case hex. */
  readonly sha256: string;
}

/** What a part is, and what it may be joined with. */
export interface PartHeader {
  readonly schema: 'zenbun.scan-part/1';
  /** `states`: what `shard` and `merge` write; `marks`: what the second pass writes. */
  readonly kind: 'states' | 'marks';
  readonly tool: { readonly name: string; readonly version: string };
  readonly detectors: readonly (readonly [id: string, version: string])[];
  /** Version of how states are written. */
  readonly states: string;
  readonly reading: PartReading;
  readonly listing: PartListing;
  /** Names the versions of all inputs that are objects, by their ETags; null where storage tells none. */
  readonly versions: string | null;
  /** Into so many shards the scan is divided. */
  readonly of: number;
  /** The shards in it, by number, in rising order. */
  readonly shards: readonly number[];
  /** Of marks: the digest of the states that they were made with; else null. */
  readonly with: string | null;
}

/** A row that was skipped, with the piece that it stands in: its line counts from the start of the piece. */
interface PieceSkip extends Omit<SkippedRow, 'path'> {
  readonly file: number;
  readonly from: number;
}

/** A text behind a mark, likewise. */
export interface PieceText extends PlacedExample {
  readonly from: number;
}

/** What reading one piece came to. */
export interface PieceResult extends PlannedPiece {
  readonly path: string;
  /** Bytes of the whole file. */
  readonly fileBytes: number;
  /** Lines (elements, records) of the piece, blank ones too. */
  readonly lines: number;
  /** Of the bytes of its lines. */
  readonly sha256: string;
  /** Of the first range of a file: digests of the whole file and of each of its ranges, from one more reading of it. */
  readonly whole: { readonly sha256: string; readonly ranges: readonly string[] } | null;
  readonly tally: Tally;
  /** So many marked rows follow. */
  readonly marked: number;
}

/** What a part holds beside states, pieces and marks. Bounded by constants. */
export interface PartNotes {
  /** The first by file, piece and line. */
  readonly skips: readonly PieceSkip[];
  readonly texts: readonly PieceText[];
  /** Detectors whose keys became too many to keep texts for; indices. */
  readonly tooManyKeys: readonly number[];
  /** Answers in languages that the detectors do not read. */
  readonly unreadAnswers: number;
  /** Files of the named folders that are of no kind that is read: told by the first shard. */
  readonly unreadFiles: readonly string[];
  /** Files of the named folders that stand beside the data: told by the first shard. */
  readonly asideFiles: readonly string[];
}
