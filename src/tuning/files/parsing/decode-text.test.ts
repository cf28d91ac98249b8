import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const decode = (bytes: Uint8Array, encoding: string) => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};
const textOf = (...bytes: number[]) => decodeText(Uint8Array.from(bytes), decode);

test.each<[string, number[], string | null]>([
  ['UTF-8', [0x7b, 0xe8, 0xa8, 0x98, 0x7d], '{記}'],
  ['UTF-8 with its mark', [0xef, 0xbb, 0xbf, 0x7b, 0x7d], '{}'],
  ['UTF-16 with its mark', [0xff, 0xfe, 0x7b, 0, 0x18, 0x8a], '{記'],
  ['big-endian UTF-16 with its mark', [0xfe, 0xff, 0, 0x7b, 0x8a, 0x18], '{記'],
  ['UTF-16 without one', [0x7b, 0, 0x7d, 0], '{}'],
  ['big-endian UTF-16 without one', [0, 0x7b, 0, 0x7d], '{}'],
  ['nothing', [], ''],
  ['one letter', [0x7b], '{'],
  ['bytes that are not UTF-8', [0x7b, 0xff, 0x7d], null],
  ['a zero in UTF-8', [0x7b, 0x7d, 0], null],
  ['a zero in UTF-16', [0x7b, 0, 0, 0], null],
  ['zeros alone', [0, 0], null],
  ['a zero second in an odd number of bytes', [0x7b, 0, 0x7d], null],
])('%s', (_, bytes, text) => expect(textOf(...bytes)).toBe(text));

test('one mark is taken away, a second one is text', () => {
  expect(textOf(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 0x61)).toBe('\ufeffa');
});
