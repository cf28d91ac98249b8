import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../test/provenance-keys.ts';
import { parseStrictJson } from './strict-json.ts';

const parse = (text: string) => parseStrictJson(bytesOf(text), 10_000, 'it');

test('what JSON.parse reads is read alike', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      fc.pre(bytesOf(text).length <= 10_000);
      expect(parse(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('a key that stands twice is refused wherever it stands and however it is written', () => {
  for (const text of [
    '{"a":1,"a":1}',
    '[{"x":{"b":1,"c":[],"b":2}}]',
    '{"a":1,"\\u0061":2}',
    '{"__proto__":1,"__proto__":2}',
  ])
    expect(() => parse(text), text).toThrow(expect.objectContaining({ refusal: 'duplicate-key' }));
});

test('the same key in other objects, and values that look like keys, are no duplicates', () => {
  for (const text of ['{"a":{"a":"a"},"b":["a","a"]}', '[{"a":1},{"a":1}]', '{"a":"\\",\\"a\\":","b":"{"}'])
    expect(parse(text)).toEqual(JSON.parse(text));
});

describe.each([
  ['not-json', bytesOf('{"a":')],
  ['not-json', bytesOf('')],
  ['not-json', bytesOf('\ufeff{}')],
  ['not-json', bytesOf('{"a":NaN}')],
  ['not-json', Uint8Array.of(0x22, 0xff, 0x22)],
  ['too-large', bytesOf(`"${'x'.repeat(10_000)}"`)],
  ['too-large', bytesOf('['.repeat(65) + ']'.repeat(65))],
])('%s', (refusal, bytes) => {
  test(`refused: ${bytes.length} bytes`, () => {
    expect(() => parseStrictJson(bytes, 10_000, 'it')).toThrow(expect.objectContaining({ refusal }));
  });
});
