import { expect, test } from 'vitest';
import { resultDigests, statementDigests } from './result-digests.ts';

const [ONE, OTHER] = ['1a'.repeat(32), '2b'.repeat(32)];

test.each<[unknown, ReturnType<typeof resultDigests>]>([
  [
    {
      schema: 'zenbun.scan/1',
      inputs: [{ path: 'a', sha256: ONE }, 7, null, { path: 'b', sha256: null }, { path: 'c', sha256: OTHER }],
    },
    [
      { what: 'data', name: 'a', sha256: ONE },
      { what: 'data', name: 'c', sha256: OTHER },
    ],
  ],
  [
    { schema: 'zenbun.compare/1', run: { digests: { before: null, after: `sha256:${ONE}` } } },
    [{ what: 'model', name: 'after', sha256: ONE }],
  ],
  [
    { schema: 'zenbun.training/1', files: [{ path: 'adapter.safetensors', sha256: ONE }] },
    [{ what: 'model', name: 'adapter.safetensors', sha256: ONE }],
  ],
  [
    { schema: 'zenbun.fingerprint/1', reference: { model: 'tuned', digest: ONE, sha256: OTHER } },
    [{ what: 'model', name: 'tuned', sha256: ONE }],
  ],
  [
    { schema: 'zenbun.verify/1', subject: { path: 'model', sha256: ONE } },
    [{ what: 'model', name: 'model', sha256: ONE }],
  ],
])('the digests in %j', (result, digests) => {
  expect(resultDigests(result)).toEqual(digests);
  expect(resultDigests({ schema: 'zenbun.redacted/1', original: { sha256: OTHER }, value: result })).toEqual(digests);
});

test.each<[unknown]>([
  [null],
  ['zenbun.scan/1'],
  [[]],
  [{ schema: 'zenbun.scan/2', inputs: [{ path: 'a', sha256: ONE }] }],
  [{ schema: 'zenbun.scan/1', inputs: { path: 'a', sha256: ONE } }],
  [{ schema: 'zenbun.scan/1' }],
  [{ schema: 'zenbun.scan/1', inputs: [{ path: 'a', sha256: ONE.toUpperCase() }] }],
  [{ schema: 'zenbun.scan/1', inputs: [{ path: 'a', sha256: `sha512:${ONE}` }] }],
  [{ schema: 'zenbun.scan/1', inputs: [{ path: 'a', sha256: `${ONE} ` }] }],
  [{ schema: 'zenbun.compare/1', run: null }],
  [{ schema: 'zenbun.compare/1', run: { digests: [] } }],
  [{ schema: 'zenbun.fingerprint/1', reference: null }],
  [{ schema: 'zenbun.verify/1', subject: 'model' }],
  [{ schema: 'zenbun.redacted/1', value: null }],
  [{ schema: 'zenbun.watch/1', inputs: [{ path: 'a', sha256: ONE }] }],
])('%j names none', (result) => expect(resultDigests(result)).toEqual([]));

test('a name that is no text is still shown', () => {
  expect(resultDigests({ schema: 'zenbun.scan/1', inputs: [{ sha256: ONE }] })).toEqual([
    { what: 'data', name: 'undefined', sha256: ONE },
  ]);
});

test('of a statement every digest counts, wherever it stands, each once', () => {
  const statement = [
    [{ name: 'a', digest: { sha256: ONE } }],
    { files: [{ digest: `sha256:${OTHER}` }, { digest: ONE }], deep: [[{ x: '3c'.repeat(32) }]], n: 1, none: null },
  ];
  expect([...statementDigests(statement)].sort()).toEqual([ONE, OTHER, '3c'.repeat(32)]);
});

test('keys, parts of texts and capitals are no digests', () => {
  expect(statementDigests({ [ONE]: `about ${ONE}`, a: ONE.slice(1), b: ONE.toUpperCase() }).size).toBe(0);
  expect(statementDigests(undefined).size).toBe(0);
});
