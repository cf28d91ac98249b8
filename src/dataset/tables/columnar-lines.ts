import { Buffer } from 'node:buffer';
import { ZenbunError } from '../../errors.ts';
import type { JsonObject } from '../formats/format.ts';
import { isConversation } from '../formats/turns/message-strings.ts';
import { isObject } from '../formats/turns/text-of.ts';

/**
 * Maximum size, because the whole file and its values are in memory; a larger one must be converted to another form.
 */
const MAX_BYTES = 256 * 2 ** 20;
const ROWS_AT_A_TIME = 512;

/**
 * An object whose first field is a list of plain values, or an object with a number as its first key: a column, unless
 * the whole file is one row.
 */
const FIRST_COLUMN =
  /^\s*\{\s{0,99}"(?:[^"\\]|\\.){1,99}"\s{0,9}:\s{0,9}(?:\[\s{0,99}(?:"|-?\d|null|true|false)|\{\s{0,99}"\d{1,16}"\s{0,9}:)/;

/** Reports whether a file seems to hold columns (`Dataset.to_dict`, `DataFrame.to_json`), judging by its start. */
export const mayBeColumnar = (head: string): boolean => FIRST_COLUMN.test(head);

/**
 * Converts the columns of a file (one object of lists of equal length, or of objects with the same row keys) to JSON
 * lines, one row per line. Returns null if the file turns out to be something else. Throws `limit` for a file that may
 * hold columns but is too large to convert.
 */
export async function columnarLines(bytes: AsyncIterable<Uint8Array>, path: string): Promise<readonly Buffer[] | null> {
  const blocks: Uint8Array[] = [];
  let size = 0;
  for await (const block of bytes) {
    blocks.push(Uint8Array.from(block));
    size += block.length;
    if (size > MAX_BYTES) {
      throw new ZenbunError(
        'limit',
        {
          en: `${path} holds more than 256 MiB of columns, or one very long row`,
          ja: `${path} は 256 MiB を超えています（列ごとのデータ、または極端に長い行）`,
        },
        {
          advice: {
            en: 'Convert it to JSON Lines, one row per line.',
            ja: '1 行に 1 件の JSON Lines に変換してください。',
          },
        },
      );
    }
  }
  const columns = columnsOf(Buffer.concat(blocks));
  if (columns === null) return null;
  const rows = columns[0]![1].length;
  const lines: Buffer[] = [];
  for (let from = 0; from < rows; from += ROWS_AT_A_TIME) {
    let text = '';
    for (let i = from; i < Math.min(rows, from + ROWS_AT_A_TIME); i += 1) {
      text += `${JSON.stringify(Object.fromEntries(columns.map(([name, values]) => [name, values[i]])))}\n`;
    }
    lines.push(Buffer.from(text));
  }
  return lines;
}

type ColumnValues = readonly [name: string, values: readonly unknown[]];

function columnsOf(bytes: Buffer): readonly ColumnValues[] | null {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
  return isObject(value) ? (listColumns(value) ?? keyedColumns(value)) : null;
}

/**
 * Returns the columns of an object whose fields are all lists of the same length, at least two. Lists of messages
 * belong to one row and are not columns, also if each message is a string.
 */
function listColumns(file: JsonObject): readonly ColumnValues[] | null {
  const columns = Object.entries(file).map(([name, values]) => [name, Array.isArray(values) ? values : []] as const);
  const rows = columns[0]?.[1].length ?? 0;
  const isColumn = ([name, values]: ColumnValues) =>
    values.length === rows && !values.some(isObject) && !isConversation(name, values);
  return rows < 2 || !columns.every(isColumn) ? null : columns;
}

/** A row key as pandas writes it unless an index was set: a number. */
const ROW_KEY = /^(?:0|[1-9]\d{0,15})$/;

/**
 * Returns the columns of an object whose fields are all objects with the same keys: `{"prompt": {"0": …, "1": …}}`, as
 * `DataFrame.to_json()` writes a table. Many a row holds objects, so this is a table only if every key is a number, the
 * longest column has at least two of them, and no other column has one that the longest lacks; a cell that is left out
 * is null. Nor is it one if a column holds messages of several speakers, which are the turns of one row. Rows stand in
 * ascending order of their keys, in whatever order each column lists them.
 */
function keyedColumns(file: JsonObject): readonly ColumnValues[] | null {
  const columns = Object.entries(file);
  let longest: JsonObject = {};
  for (const [, cells] of columns) {
    if (!isObject(cells) || Object.keys(cells).length === 0 || speakersIn(cells) > 1) return null;
    if (Object.keys(cells).length > Object.keys(longest).length) longest = cells;
  }
  // JSON.parse puts keys below 2^32 in ascending order; larger ones (times) stay as this column lists them.
  const rows = Object.keys(longest);
  if (rows.length < 2 || !rows.every((row) => ROW_KEY.test(row))) return null;
  const isWithin = (cells: object) => Object.keys(cells).every((row) => Object.hasOwn(longest, row));
  if (!columns.every(([, cells]) => isWithin(cells as object))) return null;
  return columns.map(([name, cells]) => [name, rows.map((row) => (cells as JsonObject)[row] ?? null)]);
}

/** Returns the number of different speakers of the messages that are cells of a column. */
function speakersIn(cells: JsonObject): number {
  const speakers = Object.values(cells).map((cell) =>
    isObject(cell) ? (cell.role ?? cell.from ?? cell.speaker) : null,
  );
  return new Set(speakers.filter((speaker) => speaker != null)).size;
}
