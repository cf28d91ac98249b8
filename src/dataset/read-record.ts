import { type UnreadReason, unread } from '../schema/index.ts';
import { type FieldNaming, renamed } from './fields/field-naming.ts';
import { type FieldUse, fieldUses } from './fields/field-uses.ts';
import { withListedStructs } from './fields/listed-structs.ts';
import { unreadParts } from './fields/unread-parts.ts';
import { FORMATS, formatNamed, recognise } from './formats/catalogue.ts';
import type { Format, JsonObject, ParsedRow } from './formats/format.ts';
import type { FormatName } from './formats/format-name.ts';
import { fieldNames, mappedRow } from './formats/mapped.ts';
import { isCutShort, servedRow } from './formats/served-row.ts';
import { withReasoning } from './formats/turns/reasoning-field.ts';
import { isObject } from './formats/turns/text-of.ts';
import type { ColumnMap } from './options.ts';

/** A row and the name of the format that read it. */
interface RowAndFormat {
  readonly row: ParsedRow;
  readonly format: string;
}

/** The same, and what became of the fields of the record, under the names that they have in the file. */
interface RecordRead extends RowAndFormat {
  readonly uses: readonly [field: string, use: FieldUse][];
}

/** How the records of a file become rows. */
export type RecordReader = (value: unknown) => RecordRead | UnreadReason;

/**
 * Makes the reader for a file. It returns the row, or the reason why there is none, and looks at nothing but the one
 * record: so the rows of a file do not depend on how it was split. `naming`: what a catalogue says of the fields.
 */
export function recordReader(
  format: FormatName | 'auto',
  map: ColumnMap | null,
  naming: FieldNaming | null = null,
): RecordReader {
  const read = rowReader(format, map);
  return (given) => {
    if (isCutShort(given)) return unread('cellsCut');
    const served = servedRow(given) ?? given;
    const value = isObject(served) ? withListedStructs(served, naming?.speaker ?? 'from') : served;
    const printed = printedField(value);
    if (printed !== null) return unread('pythonText', { field: printed });
    const result = read(naming === null ? value : renamed(value, naming));
    return typeof result === 'string' ? result : { ...result, uses: usesOf(asRecord(value)!, result.row) };
  };
}

/** `[{'role': 'user', …}]`: what pandas writes into a table where a cell holds a list of messages. Read as a text it would be one turn of all. */
const PRINTED = /^\[\s*\{\s*'(?:role|from|content|value)'\s*:/;

function printedField(value: unknown): string | null {
  if (!isObject(value)) return null;
  for (const [name, cell] of Object.entries(value))
    if (typeof cell === 'string' && cell.charCodeAt(0) === BRACKET && PRINTED.test(cell)) return name;
  return null;
}
const BRACKET = 0x5b;

/** What became of the fields, and of the texts inside of those that were read. */
function usesOf(record: JsonObject, row: ParsedRow): RecordRead['uses'] {
  const uses = fieldUses(record, row);
  const read = new Set(uses.flatMap(([name, use]) => (use === 'unread' ? [] : [name])));
  return [...uses, ...unreadParts(record, row, read).map((name): [string, FieldUse] => [name, 'unread'])];
}

function rowReader(
  format: FormatName | 'auto',
  map: ColumnMap | null,
): (value: unknown) => RowAndFormat | UnreadReason {
  if (map !== null) return (value) => checked(asRecord(value), (record) => mappedRow(record, map), 'map');
  if (format === 'auto') return readByItself;
  const named = formatNamed(format);
  return (value) =>
    checked(
      asRecord(value),
      (record) => (named.recognise(record) ? asNamed(named.toRow(record), format) : mismatch(record, format)),
      format,
    );
}

/** Who says that a file is raw text says that it holds documents, however their lines begin. */
const asNamed = (row: ParsedRow | UnreadReason, format: FormatName): ParsedRow | UnreadReason =>
  typeof row === 'string' || format !== 'text' ? row : { ...row, markers: undefined };

function readByItself(value: unknown): RowAndFormat | UnreadReason {
  const record = asRecord(value);
  if (record === null) return NOT_A_RECORD;
  const format = recognise(record);
  if (format !== undefined) return readAs(format, record);
  const folded = withPlainNames(record);
  const foldedFormat = recognise(folded);
  return foldedFormat === undefined ? unread('noFormat', { fields: fieldNames(record) }) : readAs(foldedFormat, folded);
}

function readAs(format: Format, record: JsonObject): RowAndFormat | UnreadReason {
  const row = format.toRow(record);
  // Reasons beside rated answers are those of the one who rated them.
  return finished(format.name === 'rated-answers' ? row : withReasoning(record, row), format.name);
}

const NOT_A_RECORD = unread('notRecord');

/** A record; a bare list of messages counts as one. null for anything else. */
function asRecord(value: unknown): JsonObject | null {
  if (isObject(value)) return value;
  return Array.isArray(value) && value.length > 0 && value.every(isObject) ? { messages: value } : null;
}

function checked(
  record: JsonObject | null,
  read: (record: JsonObject) => ParsedRow | UnreadReason,
  format: string,
): RowAndFormat | UnreadReason {
  return record === null ? NOT_A_RECORD : finished(read(record), format);
}

/** A row that trains nothing is no row. */
function finished(row: ParsedRow | UnreadReason, format: string): RowAndFormat | UnreadReason {
  if (typeof row === 'string') return row;
  const says = row.turns.some(({ target, text }) => target && text.trim() !== '');
  if (says || (row.rejected !== null && row.rejected.trim() !== '')) return { row, format };
  return unread('trainsNothing');
}

function mismatch(record: JsonObject, wanted: FormatName): UnreadReason {
  const fits = FORMATS.find((format) => format.recognise(record));
  const seen = { format: wanted, fields: fieldNames(record) };
  return fits === undefined ? unread('notFormat', seen) : unread('looksLike', { ...seen, other: fits.name });
}

/** `Question`, `ANSWER` and `System Prompt`, as spreadsheets name them, in the spelling that the formats know. */
function withPlainNames(record: JsonObject): JsonObject {
  const plain: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(record)) plain[name.trim().toLowerCase().replaceAll(' ', '_')] ??= value;
  return plain;
}
