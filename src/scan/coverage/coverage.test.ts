import { expect, test } from 'vitest';
import { startTally, type Tally } from '../../dataset/index.ts';
import type { ScanInput } from '../../schema/index.ts';
import { coverageOf, inputFields } from './coverage.ts';

const tally = (some: Partial<Tally>): Tally => ({ ...startTally(), ...some });
const field = (request: number, answer: number, unread: number) => ({ request, answer, unread });
const NOTHING = { skippedRows: [], answers: 0, files: [], aside: [] };
const input = (one: Tally): ScanInput => ({
  ...{ path: 'a.jsonl', sha256: '', bytes: 1, format: 'text', rows: one.rows, skipped: one.skipped },
  fields: inputFields(one),
});
const coverage = (one: Tally, maxSkipped = 0.01) => coverageOf([input(one)], [one], NOTHING, maxSkipped);

test('names the fields by what they were in most rows, the most used first', () => {
  const fields = { output: field(3, 100, 0), input: field(60, 5, 0), ask: field(100, 0, 0), notes: field(0, 0, 7) };
  expect(inputFields(tally({ rows: 100, read: 100, fields }))).toEqual({
    request: ['ask', 'input'],
    answer: ['output'],
    unread: [{ name: 'notes', rows: 7 }],
  });
});

test.each([
  ['a column that is named like an answer, in a hundredth of the rows', { output_2: field(0, 0, 10) }, false],
  ['the same in fewer rows', { output_2: field(0, 0, 9) }, true],
  ['a column of another name', { description: field(0, 0, 1_000) }, true],
])('%s decides whether enough was read', (_name, fields, enough) => {
  const { enough: told, notChecked } = coverage(tally({ rows: 1_000, read: 1_000, fields }));
  expect(told).toBe(enough);
  expect(notChecked.map(({ what }) => what)).toContain('unread-columns');
});

test('skipped rows decide, too, by the share that is allowed', () => {
  const some = tally({ rows: 1_000, read: 990, skipped: 10 });
  expect(coverage(some).enough).toBe(false);
  expect(coverage(some, 0.02).enough).toBe(true);
  expect(coverage(tally({ rows: 1_000, read: 1_000 }), 0).enough).toBe(true);
});

test('a file of rejected answers alone was not read enough, and one with others was', () => {
  const all = coverage(tally({ rows: 50, read: 50, unwanted: 50 }));
  expect(all.enough).toBe(false);
  expect(all.notChecked.at(-1)).toMatchObject({ what: 'rejected-answers-alone' });
  expect(coverage(tally({ rows: 50, read: 50, unwanted: 49 })).enough).toBe(true);
});

test('raw text in which turns seem to be there in most rows was not read; documents were', () => {
  const some = (markers: Record<string, number>) =>
    coverage(tally({ rows: 10, read: 10, withoutTemplate: 10, markers }));
  expect(some({ 'Ask/Reply': 6, 'Anna/Ben': 1 }).enough).toBe(false);
  expect(some({ 'Anna/Ben': 5, 'Carl/Dora': 5 }).enough).toBe(true);
  expect(some({}).enough).toBe(true);
});
