import { expect, test } from 'vitest';
import { sha256, sha256Hex } from '../../../test/provenance-keys.ts';
import { PREDICATES, STATEMENT_TYPE, type Statement } from '../../provenance/index.ts';
import { redactedPart, redactedStatement } from './redacted-part.ts';

const ORIGINAL = { sha256: 'ab'.repeat(32), bytes: 120 };
const parsed = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes));

test('stands for its original, with what may remain', () => {
  const part = parsed(redactedPart(ORIGINAL, { schema: 'zenbun.scan/1', rows: 3, text: 'Acme' }, sha256));
  expect(part).toEqual({
    schema: 'zenbun.redacted/1',
    original: ORIGINAL,
    value: { schema: 'zenbun.scan/1', rows: 3, text: '[redacted: 4 characters]' },
  });
});

test('what is not JSON leaves nothing but its digest', () => {
  expect(parsed(redactedPart(ORIGINAL, undefined, sha256))).toEqual({
    schema: 'zenbun.redacted/1',
    original: ORIGINAL,
    value: null,
  });
});

test('a text can be shown to belong to this part, and to no other part that holds the same text', () => {
  const text = 'a text that nobody will guess, since it is long';
  const shapeIn = (digest: string) =>
    parsed(redactedPart({ ...ORIGINAL, sha256: digest }, { text }, sha256)).value.text;
  const salted = sha256Hex(`${ORIGINAL.sha256}\n${text}`);
  expect(shapeIn(ORIGINAL.sha256)).toBe(`[redacted: 47 characters, sha256 with the part's digest ${salted}]`);
  expect(shapeIn('cd'.repeat(32))).not.toContain(salted);
});

const statement = (predicateType: string, digest: unknown): Statement => ({
  _type: STATEMENT_TYPE,
  subject: [{ name: 'Acme-model', digest } as Statement['subject'][number]],
  predicateType,
  predicate: { by: 'Acme' },
});

test('of a statement the type and the digests of its subjects remain; names and predicate do not', () => {
  const hash = '1a'.repeat(32);
  const part = redactedStatement(ORIGINAL, statement(PREDICATES.data, { sha256: hash, sha512: 'Acme' }));
  expect(parsed(part)).toEqual({
    schema: 'zenbun.redacted/1',
    original: ORIGINAL,
    value: { statement: { predicateType: PREDICATES.data, subject: [{ sha256: hash }] } },
  });
  expect(new TextDecoder().decode(part)).not.toContain('Acme');
});

test.each([null, {}, { sha256: 'Acme' }, { sha256: 'AB'.repeat(32) }, { sha256: 1 }])(
  'a subject with the digest %j leaves none',
  (digest) => {
    const { value } = parsed(redactedStatement(ORIGINAL, statement(PREDICATES.data, digest)));
    expect(value.statement.subject).toEqual([{}]);
  },
);

test('a type that is not a public one is not told, since it may hold a name', () => {
  const typeOf = (type: string) =>
    parsed(redactedStatement(ORIGINAL, statement(type, {}))).value.statement.predicateType;
  expect(Object.values(PREDICATES).map(typeOf)).toEqual(Object.values(PREDICATES));
  expect(typeOf('https://acme.example/statement')).toBeNull();
  // The short name is no type.
  expect(typeOf('data')).toBeNull();
});
