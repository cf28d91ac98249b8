import { type UnreadReason, unread } from '../schema/index.ts';
import { type FieldNaming, renamed } from './fields/field-naming.ts';
import { type FieldUse, fieldUses } from './fields/field-uses.ts';
import { withListedStructs } from './fields/listed-structs.ts';
import { unreadParts } from './fields/unread-parts.ts';
import { type UnreadText, unreadTexts } from './fields/unread-texts.ts';
import { FORMATS, formatNamed, recognise } from './formats/catalogue.ts';
import type { Format, JsonObject, ParsedRow } from './formats/format.ts';
import type { FormatName } from './formats/format-name.ts';
import { fieldNames, mappedRow } from './formats/mapped.ts';
import { isCutShort, servedRow } from './formats/served-row.ts';
import { messagesInStrings, withMessageStrings } from './formats/turns/message-strings.ts';
import { withReasoning } from './formats/turns/reasoning-field.ts';
import { withRenderedAnswers } from './formats/turns/rendered-answers.ts';
import { isObject } from './formats/turns/text-of.ts';
import type { ColumnMap } from './options.ts';

/** A row and the name of the format that read it. */
interface RowAndFormat {
  readonly row: ParsedRow;
  readonly format: string;
}

/** The same, plus the use of each field of the record, under the field names of the file. */
interface RecordRead extends RowAndFormat {
  readonly uses: readonly [field: string, use: FieldUse][];
  /** Texts of unread fields. */
  readonly unread: readonly UnreadText[];
}

/** Turns the records of a file into rows. */
export type RecordReader = (value: unknown) => RecordRead | UnreadReason;

/**
 * Creates the reader for a file. It returns the row, or the reason why there is none, and looks only at the given
 * record, so the rows of a file do not depend on how it was split. `naming`: field names defined by a catalogue.
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
    const value = withMessages(served, naming?.speaker ?? 'from', map);
    const printed = printedField(value);
    if (printed !== null) return unread('pythonText', { field: printed });
    const result = read(naming === null ? value : renamed(value, naming));
    return typeof result === 'string' ? result : { ...result, ...usesOf(asRecord(value)!, result.row) };
  };
}

/** Turns conversations that are stored in other shapes into lists of messages; also a bare list of strings. */
function withMessages(value: unknown, speaker: string, map: ColumnMap | null): unknown {
  if (Array.isArray(value)) return messagesInStrings(value) ?? value;
  return isObject(value) ? withMessageStrings(withListedStructs(value, speaker), map) : value;
}

/**
 * `[{'role': 'user', …}]`: what pandas writes if a table cell holds a list of messages. Read as text, it would become a
 * single turn.
 */
const PRINTED = /^\[\s*\{\s*'(?:role|from|content|value)'\s*:/;

function printedField(value: unknown): string | null {
  if (!isObject(value)) return null;
  for (const [name, cell] of Object.entries(value))
    if (typeof cell === 'string' && cell.charCodeAt(0) === BRACKET && PRINTED.test(cell)) return name;
  return null;
}
const BRACKET = 0x5b;

/**
 * Returns the use of each field, and the texts of those that were not read, also inside fields that were. A copy of the
 * answer with a few words more belongs to them, although it is too little to list: the words may refuse.
 */
function usesOf(record: JsonObject, row: ParsedRow): Pick<RecordRead, 'uses' | 'unread'> {
  const uses = fieldUses(record, row);
  const read = new Set(uses.flatMap(([name, use]) => (use === 'unread' ? [] : [name])));
  for (const name of unreadParts(record, row, read)) uses.push([name, 'unread']);
  const unread = uses.flatMap(([name, use]) => (use === 'unread' ? [name] : []));
  const told = new Set(uses.map(([name]) => name));
  for (const name of Object.keys(record)) if (!told.has(name) && isLongerCopy(record[name], row)) unread.push(name);
  const asides = row.asides ?? NOTHING;
  return { uses, unread: unread.length === 0 ? asides : [...asides, ...unreadTexts(record, unread)] };
}

/** Reports whether a text holds an answer of the row and more, but not its request, as a template would. */
function isLongerCopy(value: unknown, { turns }: ParsedRow): boolean {
  if (typeof value !== 'string') return false;
  const holds = (text: string) => text !== '' && value.length > text.length && value.includes(text);
  return turns.some((one) => one.target && holds(one.text)) && !turns.some((one) => !one.target && holds(one.text));
}

const NOTHING: readonly UnreadText[] = [];

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

/** A caller who declares a file as raw text says that it holds documents, however their lines begin. */
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
  // Reasoning next to rated answers belongs to the person who rated them.
  return finished(format.name === 'rated-answers' ? row : withReasoning(record, row), format.name);
}

const NOT_A_RECORD = unread('notRecord');

/** Returns a record; a bare list of messages counts as one. null for anything else. */
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

/**
 * Rejects a row that trains nothing. A request in a row of its own is only half of an exchange: it is read, so that
 * half of an honest file does not count as unread; `reportedFormat` rejects a file of nothing else.
 */
function finished(given: ParsedRow | UnreadReason, format: string): RowAndFormat | UnreadReason {
  if (typeof given === 'string') return given;
  const row = withRenderedAnswers(given);
  const says = row.turns.some(({ target, text }) => target && text.trim() !== '');
  if (says || (row.rejected !== null && row.rejected.trim() !== '')) return { row, format };
  if (format === ('message' satisfies FormatName) && row.turns.some(({ text }) => text.trim() !== ''))
    return { row, format };
  return unread('trainsNothing');
}

function mismatch(record: JsonObject, wanted: FormatName): UnreadReason {
  const fits = FORMATS.find((format) => format.recognise(record));
  const seen = { format: wanted, fields: fieldNames(record) };
  return fits === undefined ? unread('notFormat', seen) : unread('looksLike', { ...seen, other: fits.name });
}

/**
 * Converts names such as `Question`, `ANSWER` and `System Prompt`, common in spreadsheets, to the spelling the formats
 * know.
 */
function withPlainNames(record: JsonObject): JsonObject {
  const plain: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(record)) plain[name.trim().toLowerCase().replaceAll(' ', '_')] ??= value;
  return plain;
}
