import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactValue } from './redact-value.ts';

const redaction = { sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest(), salt: 'ab'.repeat(32) };
const redact = (value: unknown) => redactValue(value, redaction);

test('numbers, truth values, digests, times and fixed words stay where they belong; texts go', () => {
  expect(
    redact({
      verdict: 'pass',
      rows: 3,
      enough: true,
      sha256: 'ab'.repeat(32),
      at: '2026-11-30T00:00:00Z',
      text: 'hello',
    }),
  ).toEqual({
    verdict: 'pass',
    rows: 3,
    enough: true,
    sha256: 'ab'.repeat(32),
    at: '2026-11-30T00:00:00Z',
    text: '[redacted: 5 characters]',
  });
  expect(redact({ text: 'pass', unknownField: 1, digest: 'not a digest' })).toEqual({
    text: '[redacted: 4 characters]',
    'field-1': 1,
    digest: '[redacted: 12 characters]',
  });
});

test('a long text leaves a digest, a short one that could be guessed does not', () => {
  const long = redact({ text: 'a text that nobody will guess, since it is long' }) as { text: string };
  expect(long.text).toMatch(/^\[redacted: 47 characters, sha256 .* [\da-f]{64}\]$/);
  expect(redact({ text: 'x'.repeat(31) })).toEqual({ text: '[redacted: 31 characters]' });
});

test('a mark in any text or name of a field never comes out, whatever the value, and redacting again gives the same', () => {
  const mark = 'Zq7-Acme-';
  const marked = fc.string().map((text) => `${mark}${text}`);
  const names = fc.oneof(marked, fc.constantFrom('verdict', 'sha256', 'at', 'name', 'version', 'text', 'schema', 'by'));
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      marked,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('any'), { maxLength: 4 }),
    object: fc.dictionary(names, tie('any'), { maxKeys: 5 }),
  })).any;
  fc.assert(
    fc.property(value, (one) => {
      expect(JSON.stringify(redact(one))).not.toContain(mark);
      expect(redact(one)).toEqual(redact(one));
    }),
  );
});

test.each([
  ['x'.repeat(32), '[redacted: 32 characters, sha256'],
  // 31 characters, each of two UTF-16 units.
  ['𠮷'.repeat(31), '[redacted: 31 characters]'],
])('the length counts characters, and 32 of them get a digest: %s', (text, shape) => {
  expect(redact({ text })).toEqual({ text: expect.stringContaining(shape) });
});

test('a digest, a time or a version stays only in a field that holds ours', () => {
  const [digest, time] = ['ab'.repeat(32), '2026-11-30T00:00:00Z'];
  expect(redact({ sha256: `sha256:${digest}`, from: time, version: '1.20.3' })).toEqual({
    sha256: `sha256:${digest}`,
    from: time,
    version: '1.20.3',
  });
  expect(redact({ text: time, path: digest, version: '1.20.3-acme', at: `${time} Acme` })).toEqual({
    text: '[redacted: 20 characters]',
    path: expect.stringMatching(/^\[redacted: 64 characters, sha256/),
    version: '[redacted: 11 characters]',
    at: '[redacted: 25 characters]',
  });
  // A word of a closed list is no version.
  expect(redact({ version: 'pass' })).toEqual({ version: '[redacted: 4 characters]' });
});

test('items of a list are in the field of the list, and unknown fields are numbered where they are', () => {
  expect(redact({ before: [['refusal', 'Acme']], Acme: { Other: 1 }, Third: null })).toEqual({
    before: [['refusal', '[redacted: 4 characters]']],
    'field-1': { 'field-1': 1 },
    'field-2': null,
  });
});
