import fc from 'fast-check';
import { expect, test } from 'vitest';
import { READER } from '../weights/reader.ts';
import { bytesOfBase64 } from './base64.ts';
import { ACT_ORDER, GROUND_ORDER, OUTCOME_ORDER, pooledSize } from './reader-network.ts';
import { unpackHashes, unpackReader } from './unpack.ts';

const base64 = (bytes: ArrayLike<number>) => Buffer.from(Uint8Array.from(bytes)).toString('base64');

test('any bytes come out of base64 as they went in, with and without padding', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const text = base64(bytes);
      expect(bytesOfBase64(text, bytes.length)).toEqual(bytes);
      expect(bytesOfBase64(text.replace(/=+$/, ''), bytes.length)).toEqual(bytes);
    }),
  );
});

test('no more bytes come out than are wanted', () => {
  expect(bytesOfBase64(base64([1, 2, 3, 4]), 2)).toEqual(Uint8Array.of(1, 2));
});

test('any 32-bit hashes come out as they went in', () => {
  fc.assert(
    fc.property(fc.uint32Array(), (hashes) => {
      const bytes = new Uint8Array(4 * hashes.length);
      for (const [i, hash] of hashes.entries()) new DataView(bytes.buffer).setUint32(4 * i, hash, true);
      expect(unpackHashes(base64(bytes), hashes.length)).toEqual(hashes);
    }),
  );
});

test('a matrix comes out in its shape, signed and in its scale', () => {
  const steps = Int16Array.of(-32768, -1, 0, 1, 2, 32767);
  const matrix = { rows: 2, cols: 3, scale: 0.25, data: Buffer.from(steps.buffer).toString('base64') };
  const matrices = { ...READER.matrices, act: matrix, actBias: { ...matrix, rows: 1, cols: 6 } };
  const { act } = unpackReader({ ...READER, matrices });
  expect(act.matrix).toEqual({ rows: 2, cols: 3, values: Float64Array.from(steps, (step) => step / 4) });
  expect(act.bias).toEqual(act.matrix.values);
});

test('the weights that ship fit together', () => {
  const { words, asked, unit, act, unitGround, whole, outcome, ground } = unpackReader(READER);
  const state = unit.bias.length;
  expect([act.matrix.rows, act.matrix.cols, act.bias.length]).toEqual([ACT_ORDER.length, state, ACT_ORDER.length]);
  expect([unitGround.rows, unitGround.cols]).toEqual([GROUND_ORDER.length, state]);
  expect(whole.matrix.cols).toBe(pooledSize({ unit: state, words: words.size, asked: asked.size }));
  for (const [layer, order] of [
    [outcome, OUTCOME_ORDER],
    [ground, GROUND_ORDER],
  ] as const) {
    expect([layer.matrix.rows, layer.matrix.cols]).toEqual([order.length, whole.bias.length]);
    expect(layer.bias).toHaveLength(order.length);
  }
  for (const { matrix } of [act, whole, outcome, ground]) {
    expect(matrix.values).toHaveLength(matrix.rows * matrix.cols);
    expect(matrix.values.every(Number.isFinite)).toBe(true);
  }
});
