import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Level } from '../../schema/index.ts';
import type { MarkedRow } from '../workers/chunk-outcome.ts';
import { flaggedRow, isFlagged, removedRows, standingRows } from './flagged-rows.ts';

const mark = (detector: number, key: string) => ({ detector, key, turn: 1, spans: [{ start: 0, end: 3, act: 'refusal' as const }] }); // biome-ignore format: one mark
const row = (file: number, line: number, ...marks: MarkedRow['marks']): MarkedRow => ({
  file,
  line,
  digest: 'd',
  marks,
});
const source = (...rows: MarkedRow[]) => ({
  *rows() {
    yield* rows;
  },
});
const LEVELS: Record<string, Level> = { '0 a': 'review', '1 a': 'block', '2 a': 'info' };
const levelOf = (detector: number, key: string) => LEVELS[`${detector} ${key}`];

test('joins the marks of both passes in order and drops marks without a finding', () => {
  const first = source(row(0, 1, mark(0, 'a')), row(0, 5, mark(0, 'a'), mark(0, 'other')), row(1, 2, mark(0, 'none')));
  const second = source(
    row(0, 2, mark(1, 'a')),
    row(0, 5, mark(1, 'a')),
    row(1, 1, mark(1, 'a')),
    row(2, 1, mark(1, 'a')),
  );
  const rows = [...standingRows(first, second, levelOf)];
  expect(rows.map(({ file, line, marks }) => [file, line, ...marks.map((one) => one.detector)])).toEqual([
    [0, 1, 0],
    [0, 2, 1],
    [0, 5, 0, 1],
    [1, 1, 1],
    [2, 1, 1],
  ]);
});

test('a row has the gravest level of its marks; info alone flags nothing', () => {
  const [both, info] = standingRows(
    source(row(0, 1, mark(0, 'a'), mark(1, 'a'), mark(2, 'a')), row(0, 2, mark(2, 'a'))),
    source(),
    levelOf,
  );
  expect(flaggedRow(both!, 'f', (detector) => `d${detector}`)).toEqual({
    path: 'f',
    line: 1,
    digest: 'd',
    level: 'block',
    detectors: ['d0', 'd1'],
    spans: [
      { turn: 1, start: 0, end: 3, act: 'refusal' },
      { turn: 1, start: 0, end: 3, act: 'refusal' },
    ],
  });
  expect([isFlagged(both!), isFlagged(info!)]).toEqual([true, false]);
});

test('what is flagged and what could not be read does not stay; a row with info alone, or without a finding, does', () => {
  const first = source(
    row(0, 1, mark(0, 'a')),
    row(0, 2),
    row(0, 3, mark(2, 'a')),
    row(0, 4, mark(0, 'none')),
    row(1, 1, mark(2, 'a')),
  );
  const second = source(row(0, 2), row(1, 1, mark(1, 'a')));
  const removed = [...removedRows(first, second, levelOf)];
  expect(removed.map(({ file, line }) => [file, line])).toEqual([
    [0, 1],
    [0, 2],
    [1, 1],
  ]);
});

test('of any two passes: rows in order and each once, and those are removed that are flagged or unread', () => {
  const marks = fc.array(fc.constantFrom(mark(0, 'a'), mark(1, 'a'), mark(2, 'a'), mark(3, 'a')), { maxLength: 3 });
  const pass = fc
    .uniqueArray(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 6 }), marks), {
      selector: ([file, line]) => 10 * file + line,
    })
    .map((rows) => rows.map(([file, line, own]) => row(file, line, ...own)))
    .map((rows) => rows.sort((a, b) => a.file - b.file || a.line - b.line));
  fc.assert(
    fc.property(pass, pass, (a, b) => {
      const place = (one: { file: number; line: number }) => 10 * one.file + one.line;
      const all = [...new Set([...a, ...b].map(place))].sort((x, y) => x - y);
      const marksAt = (at: number) => [...a, ...b].filter((one) => place(one) === at).flatMap((one) => one.marks);
      const stands = all.filter((at) => marksAt(at).some(({ detector }) => detector < 3));
      const flagged = all.filter((at) => marksAt(at).some(({ detector }) => detector < 2));
      const unread = all.filter((at) => marksAt(at).length === 0);
      const standing = [...standingRows(source(...a), source(...b), levelOf)];
      expect(standing.map(place)).toEqual(stands);
      expect(standing.filter(isFlagged).map(place)).toEqual(flagged);
      const removed = [...removedRows(source(...a), source(...b), levelOf)].map(place);
      expect(removed).toEqual(all.filter((at) => flagged.includes(at) || unread.includes(at)));
    }),
  );
});
