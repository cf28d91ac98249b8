import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LeafFields, type LeafValue, leafText, readLeaf, writeLeaf } from './leaf.ts';

function leafBytes(kind: string, time: number, fields: LeafFields, digests: [string, string] | null): Buffer {
  const text = leafText(kind, time, fields, digests === null ? null : 3);
  const bytes = Buffer.alloc(text.bytes);
  writeLeaf(bytes, text, ...(digests ?? []));
  return bytes;
}

const text = fc.string({ unit: 'grapheme', maxLength: 10 });
const value: fc.Arbitrary<LeafValue> = fc.letrec<{ value: LeafValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    text,
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const name = text.filter((name) => !['kind', 'time', 'body', '__proto__'].includes(name));

test('a leaf is read as it was written, and is written alike whatever the order of its fields', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value, { maxKeys: 4 }), (fields) => {
      fc.pre(JSON.stringify(fields).length < 400);
      const bytes = leafBytes('note', 5, fields, null);
      expect(readLeaf(bytes)).toEqual({
        kind: 'note',
        time: 5,
        body: null,
        fields: JSON.parse(JSON.stringify(fields)),
      });
      const turned = Object.fromEntries(Object.entries(fields).reverse());
      expect(leafBytes('note', 5, turned, null).equals(bytes)).toBe(true);
    }),
  );
});

test('the keys are sorted, and nothing stands between', () => {
  const [key, digest] = ['a'.repeat(64), 'b'.repeat(64)];
  const bytes = leafBytes('note', 7, { z: -0, a: [true, null], é: 'ü\n', gone: undefined }, [key, digest]);
  expect(bytes.toString()).toBe(
    `{"a":[true,null],"body":{"bytes":3,"key":"${key}","sha256":"${digest}"},"kind":"note","time":7,"z":0,"é":"ü\\n"}`,
  );
});

test.each<[string, Record<string, unknown>]>([
  ['a fraction', { a: 0.5 }],
  ['a number that is not safe', { a: 2 ** 53 }],
  ['no number', { a: Number.NaN }],
  ['half a character', { a: '\ud800' }],
  ['half a character as a name', { '\udc00': 1 }],
  ['a name of the ledger', { kind: 'x' }],
  ['another type', { a: 1n }],
  ['more than 1 KiB', { a: 'x'.repeat(1024) }],
])('%s is refused', (_, fields) => {
  expect(() => leafBytes('note', 1, fields as never, null)).toThrow(expect.objectContaining({ code: 'usage' }));
});

test.each(['', '[]', 'null', '{"kind":"note"}', '{"kind":1,"time":2}', '{"body":{},"kind":"note","time":1}'])(
  'no leaf: %s',
  (bytes) => expect(readLeaf(Buffer.from(bytes))).toBeNull(),
);
