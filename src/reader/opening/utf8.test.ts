import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeText, unitsOf } from './utf8.ts';

test('any text becomes the bytes of UTF-8, as many as are told', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const into = new Uint8Array(3 * text.length);
      const length = encodeText(text, into);
      expect(Buffer.from(into.subarray(0, length)).equals(Buffer.from(text))).toBe(true);
    }),
  );
});

test('the bytes of any text begin as many code units as it has', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('卵\ud83d', '\ude00🥚é')), (text) => {
      const units = [...Buffer.from(text)].reduce((sum, byte) => sum + unitsOf(byte), 0);
      expect(units).toBe(text.length);
    }),
  );
});
