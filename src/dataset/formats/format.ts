import type { ExampleKind, Turn, UnreadReason } from '../../schema/index.ts';
import type { FormatName } from './format-name.ts';

/** A record as stored: a JSON object, or the cells of a table row by column name. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What somebody other than the assistant says where an answer may stand; `field` names the place for people. */
export interface Aside {
  readonly field: string;
  readonly text: string;
}

/** An example without its location. */
export interface ParsedRow {
  readonly kind: ExampleKind;
  readonly turns: readonly Turn[];
  readonly rejected: string | null;
  /** True if nothing names the speakers and the roles were assumed. */
  readonly rolesAssumed?: boolean;
  /** For raw text without a known template: the two markers that seem to separate turns. */
  readonly markers?: string | undefined;
  readonly asides?: readonly Aside[];
}

/** One common way of writing training rows. */
export interface Format {
  readonly name: FormatName;
  /** Description for people: the tools that write or read such files. */
  readonly title: string;
  /** Recognises a record cheaply, by its field names: this runs on every row until one format matches. */
  recognise(record: JsonObject): boolean;
  /** Returns the row, or the reason why it cannot be read. Never throws, whatever the record holds. */
  toRow(record: JsonObject): ParsedRow | UnreadReason;
}
