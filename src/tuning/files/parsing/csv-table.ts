import type { Message } from '../../../schema/index.ts';

/** A table with a header. If a row lacks a cell, the cell counts as empty. */
export interface CsvTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Says that the table has more rows than are read; otherwise empty. */
  readonly unread: readonly Message[];
}

const MOST_COLUMNS = 10_000;
const MOST_ROWS = 500_000;

const MORE_ROWS: Message = {
  en: `Rows after the first ${MOST_ROWS} were not read.`,
  ja: `先頭の ${MOST_ROWS} 行より後の行は読み取っていません。`,
};

/**
 * Parses a table separated by commas, semicolons or tabs, whichever is most frequent in the header. Cells in double
 * quotes may contain any of them, and line ends. Returns null if the text is not a table.
 */
export function parseCsvTable(text: string): CsvTable | null {
  const firstLine = text.slice(0, 100_000).split('\n', 1)[0] ?? '';
  const mark = [',', '\t', ';'].reduce((best, one) =>
    counted(firstLine, one) > counted(firstLine, best) ? one : best,
  );
  if (counted(firstLine, mark) === 0) return null;
  const [head, ...rows] = cellsOf(text, mark);
  if (head === undefined || head.length < 2 || head.length > MOST_COLUMNS) return null;
  const isWhole = rows.length <= MOST_ROWS;
  return {
    head: head.map((name) => name.trim()),
    rows: isWhole ? rows : rows.slice(0, MOST_ROWS),
    unread: isWhole ? [] : [MORE_ROWS],
  };
}

export const NO_TABLE: CsvTable = { head: [], rows: [], unread: [] };

/** Returns the header alone, without reading the rows; empty if there is none. */
export const csvHead = (text: string): readonly string[] =>
  parseCsvTable(text.slice(0, 100_000).split('\n', 1)[0] ?? '')?.head ?? [];

const counted = (text: string, mark: string): number => text.split(mark).length - 1;

/** Reads the header, and one row more than are kept: it shows that there are more. */
function cellsOf(text: string, mark: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length && rows.length < MOST_ROWS + 2) {
    const { cell, end } = cellAt(text, at, mark);
    row.push(cell);
    at = end;
    if (text[at] === mark) {
      at++;
      if (at === text.length) row.push('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  if (row.length > 1) rows.push(row);
  return rows;
}

/** Returns a cell and the position of its end mark. An unclosed quote takes the rest of the text. */
function cellAt(text: string, from: number, mark: string): { cell: string; end: number } {
  if (text[from] !== '"') {
    const end = plainEnd(text, from, mark);
    return { cell: text.slice(from, end), end };
  }
  let cell = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return { cell: cell + text.slice(at), end: text.length };
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const end = plainEnd(text, quote + 1, mark);
      return { cell: cell + text.slice(quote + 1, end), end };
    }
    cell += '"';
    at = quote + 2;
  }
}

function plainEnd(text: string, from: number, mark: string): number {
  let end = from;
  while (end < text.length && text[end] !== mark && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}
