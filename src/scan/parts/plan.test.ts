import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ListedInput, planPieces } from './plan.ts';

const listed: fc.Arbitrary<ListedInput[]> = fc
  .array(fc.record({ bytes: fc.nat(50_000), dividesByLines: fc.boolean() }), { maxLength: 30 })
  .map((inputs) => inputs.map((input, n) => ({ path: `f${n}`, ...input })));

test('every byte of every input is in one piece, and every piece in one shard', () => {
  fc.assert(
    fc.property(
      listed,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 5_000 }),
      (inputs, shards, least) => {
        const plan = planPieces(inputs, shards, least);
        expect(plan).toHaveLength(shards);
        const pieces = plan.flat();
        for (const [file, { bytes, dividesByLines }] of inputs.entries()) {
          const own = pieces
            .filter((piece) => piece.file === file)
            .sort((a, b) => (a.range?.from ?? 0) - (b.range?.from ?? 0));
          expect(own.reduce((sum, piece) => sum + piece.bytes, 0)).toBe(bytes);
          if (own.length === 1 && own[0]!.range === null) continue;
          expect(dividesByLines).toBe(true);
          let reached = 0;
          for (const { range, bytes: length } of own) {
            expect(range).toEqual({ from: reached, to: reached + length });
            expect(length).toBeGreaterThanOrEqual(least / 2);
            reached += length;
          }
          expect(reached).toBe(bytes);
        }
      },
    ),
  );
});

test('lines are shared evenly', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 12 }),
      (sizes, shards) => {
        const inputs = sizes.map((bytes, n) => ({ path: `f${n}`, bytes, dividesByLines: true }));
        const loads = planPieces(inputs, shards, 1).map((own) => own.reduce((sum, { bytes }) => sum + bytes, 0));
        const share = sizes.reduce((sum, bytes) => sum + bytes, 0) / shards;
        // No piece is larger than an even share, so no load exceeds two shares.
        expect(Math.max(...loads)).toBeLessThanOrEqual(2 * share + shards);
      },
    ),
  );
});

test('the largest are given out first', () => {
  const sizes = [10, 90, 40, 60, 50, 50];
  const plan = planPieces(
    sizes.map((bytes, n) => ({ path: `f${n}`, bytes, dividesByLines: false })),
    3,
  );
  expect(plan.map((own) => own.reduce((sum, { bytes }) => sum + bytes, 0))).toEqual([100, 100, 100]);
});
