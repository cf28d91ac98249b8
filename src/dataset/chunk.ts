import { unread } from '../schema/index.ts';
import type { FieldNaming } from './fields/field-naming.ts';
import type { FormatName } from './formats/format-name.ts';
import type { ColumnMap } from './options.ts';

/** How the bytes of one record become a record: a JSON value, a text, or cells under the names of a header. */
export type RecordEncoding =
  | { readonly kind: 'json' }
  | { readonly kind: 'text' }
  | {
      readonly kind: 'csv';
      readonly header: readonly string[];
      readonly delimiter: string;
      /** Whether a quote at the start of a cell means anything. */
      readonly quotes: boolean;
    };

/**
 * Whole records of one file, with everything needed to read them alone, in any thread. Plain data; the two arrays own
 * their memory, so `[chunk.bytes.buffer, chunk.ranges.buffer]` may be transferred.
 */
export interface Chunk {
  /** Index into the list of inputs. */
  readonly file: number;
  /** 0-based; chunks of a file are numbered in order without gaps. */
  readonly seq: number;
  /** 1-based line of a line format, else 1-based element or record, of the first range. */
  readonly firstLine: number;
  readonly bytes: Uint8Array;
  /**
   * Start and end (half-open, into `bytes`) of each record, two numbers each. Range `i` is line `firstLine + i`. An
   * empty range is a blank line. A start of `GAP` says that the record is not there; its end is then a `GAP_REASONS` index.
   */
  readonly ranges: Uint32Array;
  /**
   * 1-based line of the file in which each range begins, where records are not lines (CSV, elements of a list); else null. Of a
   * gap, the line of the record before it.
   */
  readonly physicalLines: Uint32Array | null;
  readonly encoding: RecordEncoding;
  readonly format: FormatName | 'auto';
  readonly map: ColumnMap | null;
  /** What a catalogue beside the file says of its fields. */
  readonly naming: FieldNaming | null;
  /** Deeper records are skipped. */
  readonly maxDepth: number;
  /** The file ended inside the last record, or right after it without a line break. */
  readonly endsOpen: boolean;
}

/** As the start of a range: the splitter could not hand the record on. */
export const GAP = 0xffff_ffff;

export const GAP_REASONS = [unread('tooLong'), unread('jsonNotClosed')] as const;

export const TOO_LONG = 0;
export const NOT_CLOSED = 1;
