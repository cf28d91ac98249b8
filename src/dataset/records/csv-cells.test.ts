import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvCells } from './csv-cells.ts';
import { csvScanner } from './csv-scanner.ts';

describe('csvCells', () => {
  it('takes quotes, doubled quotes and line breaks in cells', () => {
    expect(csvCells('a,"b, ""c""\nd",,é\r', ',')).toEqual(['a', 'b, "c"\nd', '', 'é']);
    expect(csvCells('', ',')).toEqual(['']);
    expect(csvCells(',', ',')).toEqual(['', '']);
  });

  it('takes a quote inside a cell as it stands, and what follows a closing one', () => {
    expect(csvCells('5" disk,"a"b', ',')).toEqual(['5" disk', 'ab']);
    expect(csvCells('a,"b', ',')).toBeNull();
  });

  it('with the scanner reads back every table that another program writes', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', ' ', 'あ'), maxLength: 6 });
    const table = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'), (rows, delimiter, newline) => {
        const bytes = Buffer.from(Papa.unparse(rows, { delimiter, newline }));
        const read: (string[] | null)[] = [];
        const take = (start: number, end: number) => read.push(csvCells(bytes.toString('utf8', start, end), delimiter));
        const scanner = csvScanner(delimiter);
        scanner.scan(bytes, 0, take);
        scanner.end(bytes.length, take);
        expect(read).toEqual(rows);
      }),
    );
  });
});
