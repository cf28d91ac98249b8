import { type UnreadReason, unread } from '../schema/index.ts';
import type { FieldNaming } from './fields/field-naming.ts';
import type { FormatName } from './formats/format-name.ts';
import type { ColumnMap } from './options.ts';

/**
 * How to decode the bytes of a record: as a JSON value, a text, or cells named by a header. `look`: what the file looks
 * like if not like data; the reason for each record that cannot be decoded.
 */
export type RecordEncoding =
  | { readonly kind: 'json'; readonly look?: UnreadReason | undefined }
  | { readonly kind: 'text' }
  | {
      readonly kind: 'csv';
      readonly header: readonly string[];
      readonly delimiter: string;
      /** True if a quote at the start of a cell is special. */
      readonly quotes: boolean;
      readonly look?: UnreadReason | undefined;
    };

/**
 * Complete records of one file, with everything needed to read them in isolation, in any thread. Plain data; the two
 * arrays own their memory, so `[chunk.bytes.buffer, chunk.ranges.buffer]` may be transferred.
 */
export interface Chunk {
  /** Index into the list of inputs. */
  readonly file: number;
  /** 0-based; the chunks of a file are numbered in order without gaps. */
  readonly seq: number;
  /** 1-based number of the first range: a line in line formats, otherwise an element or record. */
  readonly firstLine: number;
  readonly bytes: Uint8Array;
  /**
   * Start and end (half-open, into `bytes`) of each record, two numbers each. Range `i` is line `firstLine + i`. An
   * empty range is a blank line. A start of `GAP` means that the record is missing; its end is then an index into
   * `GAP_REASONS`.
   */
  readonly ranges: Uint32Array;
  /**
   * 1-based line of the file in which each range begins, if records are not lines (CSV, elements of a list); otherwise
   * null. For a gap, the line of the record before it.
   */
  readonly physicalLines: Uint32Array | null;
  readonly encoding: RecordEncoding;
  readonly format: FormatName | 'auto';
  readonly map: ColumnMap | null;
  /** Field names defined by a catalogue next to the file. */
  readonly naming: FieldNaming | null;
  /** Records nested deeper than this are skipped. */
  readonly maxDepth: number;
  /** True if the file ended inside the last record, or right after it without a line break. */
  readonly endsOpen: boolean;
}

/** Start value of a range whose record the splitter could not pass on. */
export const GAP = 0xffff_ffff;

export const GAP_REASONS = [unread('tooLong'), unread('jsonNotClosed')] as const;

export const TOO_LONG = 0;
export const NOT_CLOSED = 1;
