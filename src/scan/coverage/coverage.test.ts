import { expect, test } from 'vitest';
import { startTally, type Tally } from '../../dataset/index.ts';
import type { ScanInput } from '../../schema/index.ts';
import { coverageOf, inputFields } from './coverage.ts';

const tally = (some: Partial<Tally>): Tally => ({ ...startTally(), ...some });
const field = (request: number, answer: number, unread: number) => ({ request, answer, unread });
const NOTHING = { skippedRows: [], answers: 0, refusing: [], files: [], aside: [] };
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

test.each([
  [[['corrected', 10]], false],
  [[['corrected', 9]], true],
  [
    [
      ['a', 9],
      ['b', 9],
    ],
    true,
  ],
] as const)(
  'a column that holds texts that refuse and then comply, in a hundredth of the rows, decides: %j',
  (refusing, enough) => {
    const rows = tally({ rows: 1_000, read: 1_000 });
    const { enough: told, notChecked } = coverageOf([input(rows)], [rows], { ...NOTHING, refusing }, 0.01);
    expect(told).toBe(enough);
    const named = notChecked.find(({ what }) => what === 'refusing-columns');
    expect(named?.why.en).toEqual(enough ? undefined : expect.stringContaining('corrected (10)'));
    expect(named?.decides).toBe(enough ? undefined : true);
  },
);

test('one or two such texts may be misread, however few rows there are', () => {
  const rows = tally({ rows: 20, read: 20 });
  const told = (count: number) =>
    coverageOf([input(rows)], [rows], { ...NOTHING, refusing: [['notes', count]] }, 0.01).enough;
  expect([told(2), told(3)]).toEqual([true, false]);
});

test('what decided is marked, and nothing else', () => {
  const some = tally({ rows: 100, read: 90, skipped: 10, untrained: 50, fields: { output_2: field(0, 0, 50) } });
  const deciding = coverage(some).notChecked.filter(({ decides }) => decides);
  expect(deciding.map(({ what }) => what).sort()).toEqual(['skipped-rows', 'unread-columns']);
  expect(coverage(tally({ rows: 100, read: 100, untrained: 50 })).notChecked.some(({ decides }) => decides)).toBe(
    false,
  );
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
