import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byBytes, isRecord, jsonBytes, jsonIn, MAX_JSON_BYTES } from './bytes.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

test('what is written is read again as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      expect(jsonIn(jsonBytes(plain))).toEqual(plain);
    }),
  );
});

test('is written with two spaces for each level and a line break at the end', () => {
  expect(new TextDecoder().decode(jsonBytes({ a: [1], 記: null }))).toBe('{\n  "a": [\n    1\n  ],\n  "記": null\n}\n');
});

test.each<[string, Uint8Array]>([
  ['nothing', utf8('')],
  ['half of it', utf8('{"a":')],
  ['two values', utf8('1 2')],
  ['a byte order mark', utf8('\ufeff{}')],
  ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xc3, 0x22)],
  ['a key that stands twice', utf8('{"a":{"b":1,"b":1}}')],
  ['a key that stands twice, once escaped', utf8('{"b":1,"\\u0062":2}')],
  ['65 levels', utf8(`${'['.repeat(65)}${']'.repeat(65)}`)],
])('%s is no JSON of a part', (_, bytes) => {
  expect(jsonIn(bytes)).toBeUndefined();
});

test('64 levels are read, and null is a value', () => {
  expect(JSON.stringify(jsonIn(utf8(`${'['.repeat(64)}${']'.repeat(64)}`)))).toHaveLength(128);
  expect(jsonIn(utf8('null'))).toBeNull();
});

test('one byte above the bound is not read', () => {
  const bytes = new Uint8Array(MAX_JSON_BYTES + 1).fill(0x20);
  bytes[0] = 0x31;
  expect(jsonIn(bytes)).toBeUndefined();
});

test('names are in the order of their bytes, also where a locale would order otherwise', () => {
  expect(['b', 'a/b', 'a-b', 'B', 'a.b', 'a'].sort(byBytes)).toEqual(['B', 'a', 'a-b', 'a.b', 'a/b', 'b']);
  const name = fc.string({ unit: 'grapheme-ascii' });
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(byBytes(a, b)).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

test('a record is an object with names, and nothing else', () => {
  expect([{}, { a: 1 }].map(isRecord)).toEqual([true, true]);
  expect([null, undefined, [], 'a', 1, true].map(isRecord)).toEqual([false, false, false, false, false, false]);
});
