import { closingQuote } from './csv-cells.ts';

/** How many lines of a text hold anything. */
export const linesWithText = (text: string): number =>
  text.split('\n').reduce((count, line) => count + (line.trim() === '' ? 0 : 1), 0);

/**
 * How many rows a record of several lines hides: 0 where its line breaks stand in quoted cells, as RFC 4180 has it. A file
 * that is written without quoting has cells that merely begin with a quote; the cell then runs on to the next quote, which
 * closes it before more text, or, where tabs separate the cells, makes one record of lines each of which is a whole row.
 */
export function hiddenRows(record: string, delimiter: string, columns: number): number {
  if (columns < 2) return 0;
  const text = record.endsWith('\r') ? record.slice(0, -1) : record;
  const lines = text.split('\n');
  const isRow = (line: string) => line.split(delimiter).length === columns;
  const isEachRow = delimiter === '\t' && lines.every((line) => line.trim() === '' || isRow(line));
  const hides = isEachRow || (lines.slice(1).some(isRow) && hasTextAfterQuote(text, delimiter));
  return hides ? linesWithText(text) : 0;
}

/** Whether a quoted cell of several lines is closed before more text of the same cell. */
function hasTextAfterQuote(text: string, delimiter: string): boolean {
  for (let at = 0; ; ) {
    const closing = text[at] === '"' ? closingQuote(text, at + 1) : at - 1;
    const next = text.indexOf(delimiter, closing + 1);
    const after = text.slice(closing + 1, next < 0 ? text.length : next);
    if (closing > at && after.trim() !== '' && text.slice(at, closing).includes('\n')) return true;
    if (next < 0) return false;
    at = next + 1;
  }
}
