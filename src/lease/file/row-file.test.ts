import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatRow, modelOf, parseRow } from './row-file.ts';

const ROW = { model: 'chat', epoch: 3, state: { share: 5000 }, leaf: 'example.org/log#3' };
const at = (now: number, ticks: number) => ({ now: () => now, ticks: () => ticks });
const WRITTEN = at(1_700_000_000_000, 5000);
const TEXT = formatRow(ROW, 3000, WRITTEN);

test('a row comes back with what is left of its time, whatever its state', () => {
  // The validation drops a member of this name, which no stage has.
  const state = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));
  const rows = fc.record({ model: fc.string(), epoch: fc.nat(), state, leaf: fc.string() });
  fc.assert(
    fc.property(rows, fc.nat(), fc.nat(), (row, ttlMs, elapsed) => {
      const plain = JSON.parse(JSON.stringify(row));
      const text = formatRow(row, ttlMs, at(1000, 50));
      expect(parseRow(text, row.model, at(1000 + elapsed, 50 + elapsed))).toEqual({
        row: plain,
        remainingMs: ttlMs - elapsed,
      });
      expect(modelOf(text)).toBe(row.model);
    }),
  );
});

test('no setting of a clock makes a row last longer', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: -1e9, max: 1e9 }), (ticks, set) => {
      const { remainingMs } = parseRow(TEXT, 'chat', at(1_700_000_000_000 + ticks + set, 5000 + ticks))!;
      expect(remainingMs).toBeLessThanOrEqual(3000 - ticks);
      expect(remainingMs).toBe(3000 - ticks - Math.max(0, set));
    }),
  );
});

test('a machine that slept, or was started anew, does not make it last longer either', () => {
  expect(parseRow(TEXT, 'chat', at(1_700_000_002_000, 5000))!.remainingMs).toBe(1000);
  expect(parseRow(TEXT, 'chat', at(1_700_000_000_001, 4999))!.remainingMs).toBe(Number.NEGATIVE_INFINITY);
  expect(parseRow(TEXT, 'chat', at(1_700_000_000_000, 5000))!.remainingMs).toBe(3000);
});

const changed = (change: object, ofRow = {}) => {
  const file = JSON.parse(TEXT);
  return JSON.stringify({ ...file, row: { ...file.row, ...ofRow }, ...change });
};

test.each<[string, string]>([
  ['nothing', ''],
  ['half of it', TEXT.slice(0, 40)],
  ['a list', '[]'],
  ['another schema', changed({ schema: 'zenbun.lease/2' })],
  ['a field more', changed({ more: 1 })],
  ['a field more in its row', changed({}, { more: 1 })],
  ['no time to live', changed({ ttlMs: undefined })],
  ['a time that is a text', changed({ writtenNow: '0' })],
  ['no ticks', changed({ writtenTicks: null })],
  ['a negative epoch', changed({}, { epoch: -1 })],
  ['half an epoch', changed({}, { epoch: 0.5 })],
  ['no leaf', changed({}, { leaf: undefined })],
])('a file with %s is no row', (_, text) => {
  expect(parseRow(text, 'chat', WRITTEN)).toBeNull();
  expect(modelOf(text)).toBeNull();
});

test('a row of another model is none of this one', () => {
  expect(parseRow(TEXT, 'code', WRITTEN)).toBeNull();
  expect(modelOf(TEXT)).toBe('chat');
  expect(parseRow(changed({}), 'chat', WRITTEN)).not.toBeNull();
});
