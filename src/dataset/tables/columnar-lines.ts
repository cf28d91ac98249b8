import { Buffer } from 'node:buffer';
import { ZenbunError } from '../../errors.ts';
import { isObject } from '../formats/turns/text-of.ts';

/**
 * Maximum size, because the whole file and its values are in memory; a larger one must be converted to another form.
 */
const MAX_BYTES = 256 * 2 ** 20;
const ROWS_AT_A_TIME = 512;

/** An object whose first field is a list of plain values: a column, unless the whole file is one row. */
const FIRST_COLUMN = /^\s*\{\s{0,99}"(?:[^"\\]|\\.){1,99}"\s{0,9}:\s{0,9}\[\s{0,99}(?:"|-?\d|null|true|false)/;

/** Reports whether a file seems to hold columns (`Dataset.to_dict`), judging by its start. */
export const mayBeColumnar = (head: string): boolean => FIRST_COLUMN.test(head);

/**
 * Converts the columns of a file (one object of lists of equal length) to JSON lines, one row per line. Returns null if
 * the file turns out to be something else. Throws `limit` for a file that may hold columns but is too large to convert.
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
          en: `${path} begins with a list of more than 256 MiB: columns, or one very long row`,
          ja: `${path} の先頭のリストが 256 MiB を超えています（列ごとのデータ、または極端に長い行）`,
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

/**
 * Returns the columns of an object whose fields are all lists of the same length, at least two. Lists of messages
 * belong to one row and are not columns.
 */
function columnsOf(bytes: Buffer): [name: string, values: readonly unknown[]][] | null {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  const columns = Object.entries(value).map(([name, values]) => [name, Array.isArray(values) ? values : []] as const);
  const rows = columns[0]?.[1].length ?? 0;
  if (rows < 2 || columns.some(([, values]) => values.length !== rows || values.some(isObject))) return null;
  return columns.map(([name, values]) => [name, values]);
}
