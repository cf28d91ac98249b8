import { closingQuote } from './csv-cells.ts';

/** Returns the number of non-blank lines in a text. */
export const linesWithText = (text: string): number =>
  text.split('\n').reduce((count, line) => count + (line.trim() === '' ? 0 : 1), 0);

/**
 * Returns the number of rows hidden in a record of several lines; 0 if its line breaks are inside quoted cells, as in
 * RFC 4180. A file written without quoting has cells that merely begin with a quote. Such a cell then runs on to the
 * next quote. Either that quote closes it in front of more text or, if tabs separate the cells, the record consists of
 * lines that are complete rows.
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

/** Reports whether a quoted cell of several lines is closed in front of more text of the same cell. */
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
