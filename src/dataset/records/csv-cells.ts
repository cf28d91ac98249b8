/**
 * Splits one record into cells (RFC 4180), consistently with the splitter: a quote opens a quoted cell only at the
 * start of the cell, two quotes inside it stand for one, and text after the closing quote is kept verbatim. null if the
 * quote never closes.
 */
export function csvCells(record: string, delimiter: string): string[] | null {
  const text = record.endsWith('\r') ? record.slice(0, -1) : record;
  const cells: string[] = [];
  for (let at = 0; ; at += 1) {
    let cell = '';
    if (text[at] === '"') {
      const closing = closingQuote(text, at + 1);
      if (closing < 0) return null;
      cell = text.slice(at + 1, closing).replaceAll('""', '"');
      at = closing + 1;
    }
    const next = text.indexOf(delimiter, at);
    if (next < 0) {
      cells.push(cell + text.slice(at));
      return cells;
    }
    cells.push(cell + text.slice(at, next));
    at = next;
  }
}

/** Returns the offset of the quote that closes a cell whose text begins at `from`; -1 if there is none. */
export function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return -1;
}
