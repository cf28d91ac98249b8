import { Buffer } from 'node:buffer';
import { ZenbunError } from '../../errors.ts';
import type { UnreadReason } from '../../schema/index.ts';
import type { RecordEncoding } from '../chunk.ts';
import { distinctNames } from '../fields/distinct-names.ts';
import { csvCells } from './csv-cells.ts';
import { csvScanner } from './csv-scanner.ts';
import { holdsSeveral } from './json-faults.ts';
import { jsonScanner } from './json-scanner.ts';
import { lineScanner } from './line-scanner.ts';
import { lookOf } from './not-rows.ts';
import { refuseOtherThanText, refuseYaml } from './other-than-text.ts';
import type { RecordScanner } from './record-scanner.ts';
import { listsBesideRows } from './row-lists.ts';

/** Text written around and between records to make a file of the same kind again. */
export interface Frame {
  readonly before: Uint8Array;
  readonly between: string;
  readonly after: string;
}

/** The layout of records in a file. */
export interface Layout {
  readonly container: 'lines' | 'elements' | 'csv';
  readonly encoding: RecordEncoding;
  /** Number of bytes before the first record: a byte order mark, a header. */
  readonly skip: number;
  readonly frame: Frame;
  scanner(): RecordScanner;
}

const JSON_ENCODING: RecordEncoding = { kind: 'json' };

/**
 * Recognises the layout from the beginning of a decompressed file. `whole`: true if this is the entire file. The
 * content takes precedence over the name. Throws `unreadable` if it is not text.
 */
export function layoutOf(bytes: Uint8Array, whole: boolean, path: string): Layout {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  refuseOtherThanText(head, path);
  const mark = markOf(head);
  const text = head.toString('utf8', mark);
  const name = path.toLowerCase().replace(/\.(gz|zst|bz2)$/, '');
  const look = lookOf(text, name);
  const first = text.trimStart()[0];
  if (first === '{' || first === '[') return looking(jsonLayout(text, whole, name, mark), look);
  const isTable = /\.(csv|tsv)$/.test(name);
  if (!isTable) refuseYaml(text, name, path);
  if (isTable || (!/\.(jsonl|ndjson|json)$/.test(name) && /[,;\t]/.test(firstLine(text)))) {
    return looking(csvLayout(head, text, name, mark, path), look);
  }
  return looking(lines(mark), look);
}

/** The same layout, whose records are what the file looks like if they cannot be decoded. */
function looking(layout: Layout, look: UnreadReason | undefined): Layout {
  const { encoding } = layout;
  return look === undefined || encoding.kind === 'text' ? layout : { ...layout, encoding: { ...encoding, look } };
}

/** Returns a layout in which every line is a text. Throws `unreadable` if the file is not text. */
export function textLines(bytes: Uint8Array, path: string): Layout {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  refuseOtherThanText(head, path);
  return { ...lines(markOf(head)), encoding: { kind: 'text' } };
}

/** Returns the length of the byte order mark. */
const markOf = (head: Buffer) => (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0);

function jsonLayout(text: string, whole: boolean, name: string, mark: number): Layout {
  const begun = text.trimStart();
  const line = firstLine(begun);
  const next = begun.slice(line.length).trimStart()[0];
  const isValue = parses(line);
  if (begun[0] === '[') return isValue && next === '[' ? lines(mark) : elements(mark, null);
  if (isValue && next !== undefined) return lines(mark);
  const passed = WRAPPER.test(begun) ? new Set<number>() : listsBesideRows(begun);
  if (passed !== null) return elements(mark, passed);
  if (isValue) return lines(mark);
  if (line.trim() === '{' || holdsSeveral(line)) return elements(mark, null);
  if (/\.(jsonl|ndjson)$/.test(name) || next === '{') return lines(mark);
  return line.length < begun.length || whole || name.endsWith('.json') ? elements(mark, null) : lines(mark);
}

/** An object that is not a row itself but holds the rows in a list, preceded only by plain fields. */
const WRAPPER =
  /^\{\s{0,99}(?:"[^"\\]{0,99}"\s{0,9}:\s{0,9}(?:"[^"\\]{0,999}"|[-+.\w]{1,40})\s{0,9},\s{0,99}){0,20}"(?:data|rows|examples|train|instances|records|items|samples|dataset|entries)"\s{0,9}:\s{0,9}\[\s{0,99}\{/;

function lines(skip: number): Layout {
  const frame = { before: new Uint8Array(0), between: '\n', after: '\n' };
  return { container: 'lines', encoding: JSON_ENCODING, skip, frame, scanner: lineScanner };
}

/** `passed`: lists without rows in the object around the rows; null if there is no such object. */
function elements(skip: number, passed: ReadonlySet<number> | null): Layout {
  const frame = { before: Buffer.from('[\n'), between: ',\n', after: '\n]\n' };
  return {
    container: 'elements',
    encoding: JSON_ENCODING,
    skip,
    frame,
    scanner: () => jsonScanner(passed !== null, passed ?? undefined),
  };
}

/**
 * The separator line that Excel looks for before the header. It is ASCII, so its length in characters is its length in
 * bytes.
 */
const SEPARATOR_LINE = /^"?sep=([\t -~])"?\r?\n/i;

function csvLayout(head: Buffer, text: string, name: string, mark: number, path: string): Layout {
  const [hint = '', separator] = SEPARATOR_LINE.exec(text) ?? [];
  const delimiter = separator ?? (name.endsWith('.tsv') ? '\t' : delimiterOf(firstLine(text)));
  let header: readonly [start: number, end: number] | undefined;
  const scanner = csvScanner(delimiter);
  const from = mark + hint.length;
  scanner.scan(head.subarray(from), from, (start, end) => {
    header ??= [start + from, end];
  });
  const cells = header && csvCells(head.toString('utf8', header[0], header[1]), delimiter);
  if (header === undefined || !cells) {
    throw new ZenbunError('unreadable', {
      en: `${path}: has a header but no rows, or its header never ends`,
      ja: `${path}：ヘッダーだけで行がないか、ヘッダーが終わっていません`,
    });
  }
  return {
    container: 'csv',
    encoding: { kind: 'csv', header: distinctNames(cells.map((cell) => cell.trim())), delimiter, quotes: true },
    skip: header[1] + 1,
    frame: {
      before: new Uint8Array(head.subarray(hint === '' ? header[0] : mark, header[1] + 1)),
      between: '\n',
      after: '\n',
    },
    scanner: () => csvScanner(delimiter),
  };
}

/** Returns the same table, with quotes treated as ordinary characters. */
export function withoutQuotes(layout: Layout): Layout {
  const { encoding } = layout;
  if (encoding.kind !== 'csv') return layout;
  return {
    ...layout,
    encoding: { ...encoding, quotes: false },
    scanner: () => csvScanner(encoding.delimiter, false),
  };
}

/** Returns the most frequent of comma, semicolon and tab in the header. */
function delimiterOf(header: string): string {
  let best = ',';
  for (const candidate of [';', '\t']) if (count(header, candidate) > count(header, best)) best = candidate;
  return best;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function firstLine(text: string): string {
  const lf = text.indexOf('\n');
  return lf < 0 ? text : text.slice(0, lf);
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
