import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeatureTable } from './feature-table.ts';

const hash = fc.oneof(
  fc.integer({ min: 0, max: 0xffff_ffff }),
  // Many hashes that share their upper bits, or all bits but those.
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: 0, max: 40 }).map((n) => (n * 0x1000_0000) >>> 0),
);

test('the row of a hash is its place, and -1 for any other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(hash, { maxLength: 60 }), fc.array(hash), (hashes, others) => {
      const table = new FeatureTable(Uint32Array.from(hashes));
      for (const [row, known] of hashes.entries()) expect(table.rowOf(known)).toBe(row);
      for (const other of others) expect(table.rowOf(other)).toBe(hashes.indexOf(other));
    }),
    { numRuns: 30 },
  );
});

test('holds nothing where nothing was put in, not even zero', () => {
  expect(new FeatureTable(new Uint32Array()).rowOf(0)).toBe(-1);
  expect(new FeatureTable(Uint32Array.of(0)).rowOf(0)).toBe(0);
});
