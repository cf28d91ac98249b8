import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, edited, sha256Hex, statementOf } from '../../../test/provenance-keys.ts';
import { MAX_PAYLOAD_BYTES } from '../envelope/envelope.ts';
import { formatStatement, parseStatement } from './parse-statement.ts';

const statement = statementOf('urn:example:1', { rows: 3 });
const good = formatStatement(statement);
const change = (fields: object) => edited(good, (value) => ({ ...value, ...fields }));
const subject = (digest: unknown) => change({ subject: [{ name: 'a', digest }] });

test('what is written is read again, whatever it says', () => {
  const subjects = fc.array(fc.record({ name: fc.string(), digest: fc.constant({ sha256: sha256Hex('x') }) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(subjects, fc.jsonValue(), (some, predicate) => {
      // `-0` is written as `0`.
      const whole = { ...statement, subject: some, predicate: JSON.parse(JSON.stringify(predicate)) };
      expect(parseStatement(formatStatement(whole))).toEqual(whole);
    }),
  );
});

test('subjects keep their order, and any order is read', () => {
  const names = ['c', 'a', 'b', 'a'];
  const subjects = names.map((name) => ({ name, digest: { sha256: sha256Hex(name) } }));
  fc.assert(
    fc.property(fc.shuffledSubarray(subjects, { minLength: 4 }), (some) => {
      expect(parseStatement(formatStatement({ ...statement, subject: some })).subject).toEqual(some);
    }),
  );
});

test('fields that in-toto does not name are ignored, as it asks; a subject needs no name', () => {
  expect(parseStatement(change({ extra: 1 }))).toEqual(statement);
  expect(
    parseStatement(change({ subject: [{ digest: { sha1: 'a'.repeat(40), gitTree: 'ab' } }] })).subject[0]!.name,
  ).toBe('');
});

test.each([
  ['statement-type', change({ _type: 'https://in-toto.io/Statement/v0.1' })],
  ['statement-type', change({ _type: undefined })],
  ['no-subject', change({ subject: [] })],
  ['no-subject', change({ subject: undefined })],
  ['malformed', change({ subject: {} })],
  ['malformed', change({ subject: ['a'] })],
  ['malformed', change({ subject: [{ name: 'a' }] })],
  ['malformed', change({ subject: [{ name: 1, digest: { sha256: sha256Hex('x') } }] })],
  ['bad-digest', subject({})],
  ['bad-digest', subject({ sha256: 'g'.repeat(64) })],
  ['bad-digest', subject({ sha256: 'A'.repeat(64) })],
  ['bad-digest', subject({ sha256: 'a'.repeat(63) })],
  ['bad-digest', subject({ sha256: 'a'.repeat(64), unknown: 'xyz' })],
  ['bad-digest', subject({ sha512: 'a'.repeat(64) })],
  ['malformed', subject({ sha256: 7 })],
  ['malformed', change({ predicateType: undefined })],
  ['predicate-type', change({ predicateType: '' })],
  ['malformed', bytesOf('[]')],
  ['not-json', bytesOf('{"_type":')],
  ['not-json', Uint8Array.of(0xff)],
  ['duplicate-key', bytesOf('{"_type":"a","subject":[],"_type":"b"}')],
  ['too-large', new Uint8Array(MAX_PAYLOAD_BYTES + 1).fill(0x20)],
  ['too-large', change({ subject: Array(100_001).fill({ digest: { x: 'a' } }) })],
])('refused: %s', (refusal, bytes) => {
  expect(() => parseStatement(bytes)).toThrow(expect.objectContaining({ refusal }));
});

test('what could not be read again is not written', () => {
  const broken = { ...statement, subject: [] };
  expect(() => formatStatement(broken)).toThrow(expect.objectContaining({ refusal: 'no-subject' }));
  const half = { ...statement, subject: [{ ...statement.subject[0]!, name: '\ud800' }] };
  expect(() => formatStatement(half)).toThrow(expect.objectContaining({ refusal: 'unsafe-name' }));
  const large = { ...statement, predicate: 'x'.repeat(MAX_PAYLOAD_BYTES) };
  expect(() => formatStatement(large)).toThrow(expect.objectContaining({ refusal: 'too-large' }));
});
