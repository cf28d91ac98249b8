import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, hex, leafHashes, sha256 } from '../../../test/tlog-fixture.ts';
import { hashesOfRedacted, redactedLeaves } from './redact-leaves.ts';

const textOf = (entries: readonly Uint8Array[]) => new TextDecoder().decode(redactedLeaves(entries, sha256));

/** RFC 6962 section 2.1: the hash of a leaf is that of a zero byte and the leaf. */
const definedHash = (leaf: Uint8Array) => hex(sha256(Buffer.concat([Buffer.of(0), leaf])));

test('each leaf becomes one line: its hash in the tree, and what may remain of it', () => {
  const leaf = bytesOf('{"kind":"intent","body":"Acme"}');
  const other = bytesOf('no JSON\nat all');
  const lines = textOf([leaf, other]).split('\n');
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[0]!)).toEqual({
    leafHash: definedHash(leaf),
    leaf: { kind: 'intent', body: '[redacted: 4 characters]' },
  });
  expect(JSON.parse(lines[1]!)).toEqual({ leafHash: definedHash(other), leaf: null });
  expect(lines[2]).toBe('');
});

test('the same long text has another digest in every leaf', () => {
  const leaf = (n: number) =>
    bytesOf(JSON.stringify({ rows: n, text: 'a text that nobody will guess, since it is long' }));
  const texts = textOf([leaf(1), leaf(2)]).match(/digest [\da-f]{64}/g);
  expect(new Set(texts).size).toBe(2);
});

test('the hashes of the lines are those of the tree, whatever the leaves hold', () => {
  const leaf = fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc.jsonValue().map((value) => bytesOf(JSON.stringify(value))),
  );
  fc.assert(
    fc.property(fc.array(leaf, { maxLength: 5 }), (leaves) => {
      expect(hashesOfRedacted(textOf(leaves), leaves.length)?.map(hex)).toEqual(leafHashes(leaves).map(hex));
      expect(hashesOfRedacted(textOf(leaves), leaves.length + 1)).toBeNull();
    }),
  );
});

const line = (hash: unknown) => `${JSON.stringify({ leafHash: hash, leaf: null })}\n`;
const HASH = '1a'.repeat(32);

test.each<[string, string]>([
  ['nothing', ''],
  ['no line break at the end', line(HASH).trim()],
  ['two lines for one leaf', line(HASH) + line(HASH)],
  ['a second line without an end', line(HASH) + line(HASH).trim()],
  ['an empty line', '\n'],
  ['no JSON', 'x\n'],
  ['a list', '[]\n'],
  ['no hash', '{"leaf":null}\n'],
  ['a hash that is no text', line(1)],
  ['a hash in capitals', line(HASH.toUpperCase())],
  ['a hash that is too short', line(HASH.slice(2))],
  ['a hash that is too long', line(`${HASH}00`)],
  ['two hashes', `{"leafHash":"${HASH}","leafHash":"${HASH}"}\n`],
])('%s in place of one line gives no hashes', (_, text) => {
  expect(hashesOfRedacted(text, 1)).toBeNull();
});

test('a hash is read byte by byte', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => (i * 37) % 256);
  expect(hashesOfRedacted(line(hex(bytes)), 1)).toEqual([bytes]);
  expect(hashesOfRedacted('', 0)).toEqual([]);
});
