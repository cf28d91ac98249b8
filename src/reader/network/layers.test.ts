import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addProduct, Columns } from './layers.ts';

const number = fc.oneof(fc.constant(0), fc.double({ min: -4, max: 4, noNaN: true }));
const shapes = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 13 })).chain(([rows, cols]) =>
  fc.record({
    rows: fc.constant(rows),
    cols: fc.constant(cols),
    values: fc.array(number, { minLength: rows * cols, maxLength: rows * cols }),
    input: fc.array(number, { minLength: cols, maxLength: cols }),
    cut: fc.integer({ min: 0, max: cols }),
  }),
);

test('column by column, in two stretches, comes to the same as row by row', () => {
  fc.assert(
    fc.property(shapes, ({ rows, cols, values, input, cut }) => {
      const matrix = { rows, cols, values: Float64Array.from(values) };
      const given = Float64Array.from(input);
      const byRows = new Float64Array(rows).fill(0.5);
      addProduct(matrix, given, byRows);
      const byColumns = new Float64Array(rows).fill(0.5);
      const columns = new Columns(matrix);
      columns.addProduct(given, 0, cut, byColumns);
      columns.addProduct(given, cut, cols, byColumns);
      for (let i = 0; i < rows; i += 1) expect(byColumns[i]).toBeCloseTo(byRows[i]!, 9);
    }),
    { seed: 19537 },
  );
});
