import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, columns, grid } from './columns.ts';
import { displayWidth } from './text-width.ts';

const cells = (...texts: readonly string[]): Cell[] => texts.map((text) => ({ text }));

describe('a table', () => {
  test('its first column is aligned left, the others right, by what they take on the screen', () => {
    expect(columns(cells('name', 'n', 'rate'), [cells('日本', '1200', '5 %'), cells('b', '7', '10 %')], 40)).toEqual([
      'name     n  rate',
      '日本  1200   5 %',
      'b        7  10 %',
    ]);
  });

  test('a gap of two where it fits exactly, else of one', () => {
    const rows = [cells('aaaa', 'bb', 'cc')];
    expect(columns(cells('', '', ''), rows, 12)[1]).toBe('aaaa  bb  cc');
    expect(columns(cells('', '', ''), rows, 11)[1]).toBe('aaaa bb cc');
  });

  test('what does not fit goes below, with the first column again', () => {
    expect(columns(cells('k', 'aaa', 'bbb'), [cells('x', '1', '2')], 8)).toEqual([
      'k aaa',
      'x   1',
      '',
      'k bbb',
      'x   2',
    ]);
  });

  test('a long first cell is cut at 16, or at what the caller says', () => {
    const rows = [cells('a'.repeat(20), '1')];
    expect(columns(cells('', ''), rows, 80)[1]).toBe(`${'a'.repeat(15)}…  1`);
    expect(columns(cells('', ''), rows, 80, 20)[1]).toBe(`${'a'.repeat(20)}  1`);
  });

  test('paint takes no room', () => {
    const paint = (text: string) => `<b>${text}</b>`;
    expect(
      columns(
        cells('n', 'x'),
        [
          [
            { text: 'a', paint },
            { text: '1', paint },
          ],
          cells('bb', '22'),
        ],
        40,
      ),
    ).toEqual(['n    x', '<b>a </b>   <b>1</b>', 'bb  22']);
  });
});

describe('a grid', () => {
  test('as many across as fit, row by row', () => {
    expect(grid(['a', 'bb', 'c'], 6)).toEqual(['a   bb', 'c']);
    expect(grid(['a', 'bb', 'c'], 5)).toEqual(['a', 'bb', 'c']);
    expect(grid([], 10)).toEqual([]);
  });

  test('no line is wider than asked, and no entry is lost', () => {
    const entry = fc.string({ unit: fc.constantFrom('a', 'b', '日'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(entry), fc.integer({ min: 16, max: 60 }), (entries, width) => {
        const lines = grid(entries, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.flatMap((line) => line.split(/ +/))).toEqual(entries);
      }),
    );
  });
});
