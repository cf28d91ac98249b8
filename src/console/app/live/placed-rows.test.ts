import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConsoleRow } from '../../../schema/index.ts';
import { CHUNK } from '../../log/last-rows.ts';
import { PlacedRows } from './placed-rows.ts';

const row = (index: number): ConsoleRow => ({
  ...{ index, time: index, kind: 'response', model: 'm', stage: 'stable', client: 'c', intent: index - 1 },
  ...{ state: 'complete', outcome: 'refusal', ground: 'safety', latched: false, withheld: 0, isPartlyUnread: false },
  ...{ chars: 10, text: null },
});

/** Reply of a server that has these records. */
const page = (there: ReadonlySet<number>, size: number, from: number, first = 0) => ({
  size,
  first,
  rows: [...there].filter((index) => index >= from && index < from + CHUNK && index < size).map(row),
});

test('in whatever order pages and tail come, each index is what the log has there', () => {
  const size = 3 * CHUNK + 40;
  const log = fc.uniqueArray(fc.nat(size - 1), { minLength: 0, maxLength: 60 }).map((gaps) => {
    const there = new Set(Array.from({ length: size }, (_, i) => i));
    for (const gap of gaps) there.delete(gap);
    return there;
  });
  fc.assert(
    fc.property(log, fc.nat(size - 1), fc.array(fc.boolean()), (there, opened, pagesFirst) => {
      const rows = new PlacedRows();
      rows.putPage(0, page(there, opened, 0));
      let turn = 0;
      const answerPages = (known: number) => {
        for (const from of rows.wanted(0, known)) rows.putPage(from, page(there, known, from));
      };
      for (const index of [...there].filter((each) => each >= opened)) {
        rows.putRow(row(index));
        if (pagesFirst[turn++ % Math.max(1, pagesFirst.length)]) answerPages(index + 1);
      }
      const seen = rows.size;
      answerPages(seen);
      const places = Array.from({ length: seen }, (_, i) => i);
      const shown = (i: number) => (there.has(i) ? JSON.stringify(row(i)) : '"gap"');
      expect(places.filter((i) => JSON.stringify(rows.at(i)) !== shown(i))).toEqual([]);
    }),
  );
});

test('a jump of the tail is no gap before somebody has asked', () => {
  const rows = new PlacedRows();
  rows.putPage(0, page(new Set([0, 1]), 2, 0));
  rows.putRow(row(4));
  expect([1, 2, 3, 4].map((index) => rows.at(index))).toEqual([row(1), 'unknown', 'unknown', row(4)]);
  expect(rows.wanted(0, 5)).toEqual([0]);
  expect(rows.wanted(0, 5)).toEqual([]);
  rows.putPage(0, page(new Set([0, 1, 3, 4]), 5, 0));
  expect([2, 3].map((index) => rows.at(index))).toEqual(['gap', row(3)]);
});

test('what was pruned is a gap; a page that failed is asked for again', () => {
  const rows = new PlacedRows();
  rows.putPage(0, { size: 1000, first: 300, rows: [] });
  expect(rows.at(299)).toBe('gap');
  expect(rows.wanted(0, 1000)).toEqual([256, 384, 512, 640, 768, 896]);
  rows.failed(512);
  expect(rows.wanted(0, 1000)).toEqual([512]);
});

test('memory is bounded: of many rows the ones looked at last are kept', () => {
  const rows = new PlacedRows();
  const size = 300 * CHUNK - 40;
  const there = (from: number) => new Set(Array.from({ length: CHUNK }, (_, i) => from + i));
  for (let from = 0; from < size; from += CHUNK) rows.putPage(from, page(there(from), size, from));
  const known = Array.from({ length: Math.ceil(size / CHUNK) }, (_, i) => rows.at(i * CHUNK)).filter(
    (each) => each !== 'unknown',
  );
  expect(known.length).toBe(200);
  expect(rows.at(size - 1)).toEqual(row(size - 1));
  expect(rows.wanted(0, 1)).toEqual([0]);
});
