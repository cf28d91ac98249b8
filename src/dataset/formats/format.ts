import type { ExampleKind, Turn, UnreadReason } from '../../schema/index.ts';
import type { FormatName } from './format-name.ts';

/** A record as it was written: a JSON object, or the cells of a table under their names. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** An example without its place. */
export interface ParsedRow {
  readonly kind: ExampleKind;
  readonly turns: readonly Turn[];
  readonly rejected: string | null;
  /** Nothing names the speakers: who they are was assumed. */
  readonly rolesAssumed?: boolean;
  /** In raw text without a known template: the two markers that seem to tell turns apart. */
  readonly markers?: string | undefined;
}

/** One way in which people write training rows. */
export interface Format {
  readonly name: FormatName;
  /** For people: what writes or reads such files. */
  readonly title: string;
  /** By the names of the fields, cheaply: this runs on every row until one format says yes. */
  recognise(record: JsonObject): boolean;
  /** The row, or the reason why it cannot be read. Never throws, whatever the record holds. */
  toRow(record: JsonObject): ParsedRow | UnreadReason;
}
