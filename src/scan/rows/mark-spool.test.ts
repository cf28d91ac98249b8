import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MarkedRow } from '../workers/chunk-outcome.ts';
import { MarkSpool } from './mark-spool.ts';
import { encodeMarkedRow } from './marked-row.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spool-test-'));
  vi.stubEnv('TMPDIR', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const mark = fc.record({
  detector: fc.nat(9),
  key: fc.string({ unit: 'binary' }),
  turn: fc.integer({ min: -1, max: 5 }),
  spans: fc.array(fc.record({ start: fc.nat(), end: fc.nat(), act: fc.constantFrom('refusal', 'substance') }), {
    maxLength: 3,
  }),
});
const rowMarks = fc.array(mark, { minLength: 1, maxLength: 3 });
const chunks = fc.array(fc.array(rowMarks, { maxLength: 4 }), { maxLength: 6 });

test('gives back every row in the order of the chunks, in whatever order they came and wherever they lay', () => {
  fc.assert(
    fc.property(chunks, fc.infiniteStream(fc.nat()), fc.constantFrom(0, 100, 1e9), (given, shuffle, bound) => {
      const spool = new MarkSpool(bound);
      const expected: MarkedRow[] = given.flatMap((rows, sequence) =>
        rows.map((marks, index) => ({
          file: sequence,
          line: index + 1,
          digest: 'd',
          marks: marks as MarkedRow['marks'],
        })),
      );
      const order = given.map((_, sequence) => ({ sequence, by: shuffle.next().value }));
      for (const { sequence } of order.sort((a, b) => a.by - b.by)) {
        const text = given[sequence]!.map((marks, index) =>
          encodeMarkedRow({ line: index + 1, digest: 'd', marks: marks as MarkedRow['marks'] }),
        );
        spool.add(sequence, sequence, text.join(''));
      }
      expect([...spool.rows()]).toEqual(expected);
      expect([...spool.rows()]).toEqual(expected);
      spool.close();
    }),
    { numRuns: 50 },
  );
  expect(readdirSync(folder)).toEqual([]);
});

test('says what to do when the temporary file cannot be written', () => {
  vi.stubEnv('TMPDIR', join(folder, 'missing'));
  expect(existsSync(join(folder, 'missing'))).toBe(false);
  const spool = new MarkSpool(0);
  expect(() => spool.add(0, 0, encodeMarkedRow({ line: 1, digest: '', marks: [] }))).toThrow(
    expect.objectContaining({ code: 'not-written' }),
  );
  spool.close();
});
