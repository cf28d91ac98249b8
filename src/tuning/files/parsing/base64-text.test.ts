import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64 } from './base64-text.ts';

test('bytes come back from their base64, also in lines of any length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 6, maxLength: 200 }), fc.integer({ min: 1, max: 80 }), (bytes, width) => {
      const text = Buffer.from(bytes).toString('base64');
      expect(fromBase64(text)).toEqual(bytes);
      const lines = text.match(new RegExp(`.{1,${width}}`, 'g'))!;
      expect(fromBase64(`\n${lines.join(' \r\n ')}\n`)).toEqual(bytes);
    }),
  );
});

// RFC 4648 section 10, twice each, since shorter texts are more likely words.
test.each([
  ['Zm9vYmFyZm9vYmFy', 'foobarfoobar'],
  ['Zm9vYmFmb29iYQ==', 'foobafooba'],
  ['Zm9vYmZvb2I=', 'foobfoob'],
])('%s is %s', (text, decoded) => expect(Buffer.from(fromBase64(text)!).toString()).toBe(decoded));

test.each([
  ['', 'nothing'],
  ['Zm9v', 'a short word'],
  ['Zm9vYmFyZm9vYmF', 'a letter too few'],
  ['Zm9v YmFyZm9v', 'a space within a line'],
  ['Zm9vYmFyZm9=YmFy', 'an equals sign within'],
  ['Zm9vYmFyZ===', 'three of them'],
  ['Zm9vYmFyZm9-YmF_', 'the alphabet of URLs'],
  ['step,loss\n1,2.5\n', 'a table'],
])('%j is none: %s', (text) => expect(fromBase64(text)).toBeNull());

test('a million letters are decoded, more are not', () => {
  expect(fromBase64('AAAA'.repeat(250_000))).toHaveLength(750_000);
  expect(fromBase64('AAAA'.repeat(250_001))).toBeNull();
});
