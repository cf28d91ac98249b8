import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { PREDICATES } from '../../../provenance/index.ts';
import { readPolicy } from './policy-file.ts';
import { policyJsonSchema } from './policy-shape.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zenbun-policy-'));
  const { publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'supplier.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
  return () => rmSync(folder, { recursive: true });
});

function policyOf(text: string): string {
  const path = join(folder, 'policy.yaml');
  writeFileSync(path, text);
  return path;
}

const WHOLE = `schema: zenbun.policy/1
signers:
  - name: Supplier
    keys: [supplier.pub, ${'ab'.repeat(32)}]
    may: [data, signing]
  - name: CI
    certificates:
      - identity: https://example.com/workflow
        issuer: https://token.example.com
require: [signing, train]
deny: [${'cd'.repeat(32)}]
maxAgeDays: { data: 365, "*": 30 }
custody: { from: Supplier }
`;

test('a whole policy, with a key beside it and a fingerprint', async () => {
  const { policy, sha256 } = await readPolicy(policyOf(WHOLE));
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(policy.signers.map(({ name, fingerprints }) => [name, fingerprints.length])).toEqual([
    ['Supplier', 2],
    ['CI', 0],
  ]);
  expect(policy.keys.map(({ name }) => name)).toEqual(['Supplier']);
  expect(policy.required).toEqual([PREDICATES.signing, PREDICATES.train]);
  expect(policy.custody).toEqual({ from: 'Supplier', to: null });
});

test.each<[string, string, RegExp]>([
  ['an unknown field', 'schema: zenbun.policy/1\ndenny: []\n', /policy\.yaml:2: denny is unknown/],
  ['no schema', 'signers: []\n', /policy\.yaml:1: schema must be one of zenbun\.policy\/1/],
  ['an empty file', '', /:1: schema must be/],
  ['another kind', 'schema: zenbun.policy/1\nrequire: [data, modle]\n', /:2: require\.1 must be one of signing, train/],
  [
    'a digest in capitals',
    `schema: zenbun.policy/1\n\ndeny:\n  - ${'AB'.repeat(32)}\n`,
    /:4: deny\.0 must be a SHA-256/,
  ],
  ['a signer of nothing', 'schema: zenbun.policy/1\nsigners: [{ name: x }]\n', /policy\.yaml: malformed: signers\[0\]/],
  ['a key twice', 'schema: zenbun.policy/1\nschema: zenbun.policy/1\n', /:2: .*unique/],
  ['no YAML', 'schema: [\n', /policy\.yaml:\d: /],
  ['days below none', 'schema: zenbun.policy/1\nmaxAgeDays: -1\n', /:2: maxAgeDays/],
])('is refused, with its line: %s', async (_, text, why) => {
  await expect(readPolicy(policyOf(text))).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(why),
  });
});

test('a key that is not there, and a policy that is not there', async () => {
  const text = 'schema: zenbun.policy/1\nsigners: [{ name: x, keys: [absent.pub] }]\n';
  await expect(readPolicy(policyOf(text))).rejects.toMatchObject({ code: 'not-found' });
  await expect(readPolicy(join(folder, 'absent.yaml'))).rejects.toMatchObject({ code: 'not-found' });
});

test('the JSON schema for editors is up to date, and says the same (npm run config-schema)', () => {
  const file = new URL('../../../../schema/policy.schema.json', import.meta.url);
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  expect(schema).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
  const isFit = new Ajv2020().compile(schema);
  expect(isFit(parse(WHOLE))).toBe(true);
  expect(isFit({ schema: 'zenbun.policy/1', denny: [] })).toBe(false);
});
