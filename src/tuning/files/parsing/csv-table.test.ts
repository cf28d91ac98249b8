import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvHead, parseCsvTable } from './csv-table.ts';

/** RFC 4180: a cell with a mark, a quote or a line end stands in quotes, in which quotes are doubled. */
const quoted = (cell: string, mark: string) =>
  cell === '' || [mark, '"', '\n', '\r'].some((one) => cell.includes(one)) ? `"${cell.replaceAll('"', '""')}"` : cell;

test('every table comes back as it was written, with any mark and either line end', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '1', '"', ',', ';', '\t', '\n', '\r\n', ' ', '記'),
    maxLength: 4,
  });
  const table = fc
    .integer({ min: 2, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width })));
  fc.assert(
    fc.property(table, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'), (rows, mark, end) => {
      const head = ['step', 'loss', 'x', 'y'].slice(0, rows[0]?.length ?? 2);
      const text = [head, ...rows].map((row) => row.map((one) => quoted(one, mark)).join(mark)).join(end);
      expect(parseCsvTable(text)).toEqual({ head, rows, unread: [] });
      expect(parseCsvTable(text + end)).toEqual({ head, rows, unread: [] });
      expect(csvHead(text)).toEqual(head);
    }),
  );
});

test.each<[string, string[], string[][]]>([
  ['a,b\n1,2', ['a', 'b'], [['1', '2']]],
  [' a , b \n 1 , 2 ', ['a', 'b'], [[' 1 ', ' 2 ']]],
  ['a;b;c,d\n1;2;3', ['a', 'b', 'c,d'], [['1', '2', '3']]],
  ['a,b\n1,\n', ['a', 'b'], [['1', '']]],
  ['a,b\n1,', ['a', 'b'], [['1', '']]],
  ['a,b\n,', ['a', 'b'], [['', '']]],
  ['a,b\n\n\n1,2\n\n', ['a', 'b'], [['1', '2']]],
  // A row may be short or long; the reader decides.
  ['a,b\n1\n1,2,3', ['a', 'b'], [['1'], ['1', '2', '3']]],
  ['a,b\r1,2', ['a', 'b'], [['1', '2']]],
  ['a,b\n"1"x,2', ['a', 'b'], [['1x', '2']]],
  ['a,b\n1"x",2', ['a', 'b'], [['1"x"', '2']]],
  // A quote that is never closed takes the rest.
  ['a,b\n"1,2\n3,4', ['a', 'b'], [['1,2\n3,4']]],
])('%j is a table', (text, head, rows) => {
  expect(parseCsvTable(text)).toEqual({ head, rows, unread: [] });
});

test.each(['', '\n', 'a', 'a\n1,2', '"a,b"\n1'])('%j is none', (text) => {
  expect(parseCsvTable(text)).toBeNull();
  expect(csvHead(text)).toEqual([]);
});

test('ten thousand columns are read, one more is no table', () => {
  const columns = (count: number) => parseCsvTable(`${Array(count).fill('a').join()}\n`);
  expect(columns(10_000)?.head).toHaveLength(10_000);
  expect(columns(10_001)).toBeNull();
});

test('rows after the first half million are not read, and that is said', () => {
  const table = (rows: number) => parseCsvTable(`a,b\n${'1,2\n'.repeat(rows)}`)!;
  expect(table(500_000)).toMatchObject({ rows: { length: 500_000 }, unread: [] });
  const { rows, unread } = table(500_001);
  expect([rows.length, unread[0]?.en]).toEqual([500_000, 'Rows after the first 500000 were not read.']);
});
