import { type Table, tableFromArrays, tableFromIPC, tableToIPC } from '@uwdata/flechette';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithinBounds } from './arrow-bounds.ts';

const questions = Array.from({ length: 50 }, (_, i) => `question ${i % 7}`);
const table: Table = tableFromArrays({ question: questions, answer: questions, n: questions.map((_, i) => i) });

describe.each(['stream', 'file'] as const)('%s', (format) => {
  const bytes = tableToIPC(table, { format })!;

  test('what the library writes is within its bounds', () => {
    expect(isWithinBounds(bytes)).toBe(true);
    expect(isWithinBounds(tableToIPC(tableFromArrays({ a: [] as string[] }), { format })!)).toBe(true);
  });

  test('no byte, whatever becomes of it, makes a file of which more is decoded than it can hold', () => {
    for (let at = 0; at < bytes.length; at += 1) {
      for (const value of [0x01, 0x7f, 0xff]) {
        const damaged = Uint8Array.from(bytes);
        damaged[at] = value;
        if (!isWithinBounds(damaged)) continue;
        let rows = 0;
        let columns = 0;
        try {
          const decoded = tableFromIPC(damaged);
          [rows, columns] = [decoded.numRows, decoded.numCols];
        } catch {
          // Rejected input takes no memory.
        }
        expect(rows > 8 * bytes.length, `byte ${at} as ${value}: ${rows} rows`).toBe(false);
        expect(columns > bytes.length, `byte ${at} as ${value}: ${columns} columns`).toBe(false);
      }
    }
  });

  test('counts that lead far beyond the end are told', () => {
    const far = [...bytes.subarray(4).keys()].filter((at) => {
      const damaged = Uint8Array.from(bytes);
      damaged.set([0, 0, 0, 0x7f], at);
      return !isWithinBounds(damaged);
    });
    expect(far.length).toBeGreaterThan(10);
  });
});

test('never throws, and ends', () => {
  const base = tableToIPC(table, { format: 'stream' })!;
  const edits = fc.array(fc.record({ at: fc.nat({ max: base.length - 1 }), byte: fc.nat(255) }), { maxLength: 6 });
  fc.assert(
    fc.property(fc.oneof(edits, edits, fc.uint8Array({ maxLength: 400 })), (change) => {
      const damaged = change instanceof Uint8Array ? change : Uint8Array.from(base);
      if (!(change instanceof Uint8Array)) for (const { at, byte } of change) damaged[at] = byte;
      expect(typeof isWithinBounds(damaged)).toBe('boolean');
    }),
    { numRuns: 2_000 },
  );
});
