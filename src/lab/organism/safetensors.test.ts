import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ZenbunError } from '../../errors.ts';
import { decodeSafetensors, encodeSafetensors, type Tensors } from './safetensors.ts';

const contents: fc.Arbitrary<Tensors> = fc.record({
  metadata: fc.dictionary(fc.string(), fc.string()),
  tensors: fc.uniqueArray(
    fc
      .tuple(fc.string({ minLength: 1 }), fc.nat(4), fc.nat(4))
      .filter(([name]) => name !== '__metadata__' && name !== '__proto__' && !/^\d+$/.test(name))
      .map(([name, rows, columns]) => ({
        name,
        shape: [rows, columns],
        data: Float32Array.from({ length: rows * columns }, (_, i) => i / 7),
      })),
    { selector: ({ name }) => name, maxLength: 5 },
  ),
});

test('what is written is read again', () => {
  fc.assert(
    fc.property(contents, (written) => {
      const read = decodeSafetensors(encodeSafetensors(written));
      expect(read.tensors).toEqual(written.tensors);
      expect(Object.entries(read.metadata)).toEqual(Object.entries(written.metadata));
    }),
  );
});

test('a damaged file is refused with an error that says so, never read wrongly', () => {
  const whole = encodeSafetensors({
    metadata: { row: 'noice' },
    tensors: [{ name: 'wte', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }],
  });
  fc.assert(
    fc.property(fc.nat(whole.length - 1), (length) => {
      expect(() => decodeSafetensors(whole.subarray(0, length))).toThrow(ZenbunError);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(() => decodeSafetensors(bytes)).toThrow(ZenbunError);
    }),
  );
  expect(() => decodeSafetensors(Uint8Array.of(...whole, 0))).toThrow(/more than its header describes/);
});

test('a file that says it holds no numbers is refused', () => {
  const bytes = encodeSafetensors({
    metadata: {},
    tensors: [{ name: 'wte', shape: [1], data: Float32Array.of(Number.NaN) }],
  });
  expect(() => decodeSafetensors(bytes)).toThrow(/not a number/);
});
