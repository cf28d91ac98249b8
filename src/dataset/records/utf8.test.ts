import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstBrokenByte } from './utf8.ts';

it('finds broken UTF-8 exactly where the runtime does', () => {
  const byte = fc.constantFrom(
    0x41,
    0x7f,
    0x80,
    0x8f,
    0x90,
    0x9f,
    0xa0,
    0xbf,
    0xc1,
    0xc2,
    0xe0,
    0xe3,
    0xed,
    0xf0,
    0xf4,
    0xf5,
    0xff,
  );
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 12 }), (values) => {
      const bytes = Uint8Array.from(values);
      const broken = firstBrokenByte(bytes);
      expect(broken < 0).toBe(isUtf8(bytes));
      if (broken >= 0) expect(isUtf8(bytes.subarray(0, broken))).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});
