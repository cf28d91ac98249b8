import { describe, expect, test } from 'vitest';
import { makeKey, sha256Hex, statementOf } from '../../../test/provenance-keys.ts';
import { PREDICATES } from '../statement.ts';
import type { StatementSigner, VerifiedStatement } from '../verify/trust.ts';
import { judgePolicy } from './judge-policy.ts';
import { type ProvenancePolicy, parsePolicy } from './policy.ts';

const key = makeKey('ecdsa-p256', 'supplier.pem');
const open = () => key;
const NOW = Date.parse('2026-11-30T12:00:00Z');
const THING = sha256Hex('a thing');
const policyOf = (fields: object) => parsePolicy({ schema: 'zenbun.policy/1', ...fields }, open);

test('a policy is read, with short names, full types, fingerprints and files of keys', () => {
  const policy = policyOf({
    signers: [
      { name: 'A', keys: [sha256Hex('k'), 'supplier.pem'], may: ['data', 'urn:example:1'] },
      { name: 'B', certificates: [{ identity: 'ci@example.com', issuer: 'https://issuer.example' }] },
    ],
    require: ['data'],
    allow: [THING],
    deny: [],
    maxAgeDays: { train: 30, '*': 365 },
    custody: { from: 'A' },
  });
  expect(policy).toEqual({
    signers: [
      {
        name: 'A',
        fingerprints: [sha256Hex('k'), key.fingerprint],
        identities: [],
        may: [PREDICATES.data, 'urn:example:1'],
      },
      {
        name: 'B',
        fingerprints: [],
        identities: [{ identity: 'ci@example.com', issuer: 'https://issuer.example' }],
        may: null,
      },
    ],
    keys: [key],
    required: [PREDICATES.data],
    allowed: [THING],
    denied: [],
    maxAgeDays: { [PREDICATES.train]: 30, '*': 365 },
    custody: { from: 'A', to: null },
  });
  expect(policyOf({ maxAgeDays: 7, custody: true })).toMatchObject({
    maxAgeDays: { '*': 7 },
    custody: { from: null },
    allowed: null,
  });
});

test.each<[string, string, object]>([
  ['unknown-field', 'denied', { denied: [] }],
  ['malformed', 'schema', { schema: 'zenbun.policy/2' }],
  ['malformed', 'signers', { signers: {} }],
  ['unknown-field', 'signers[0].key', { signers: [{ name: 'A', key: 'x' }] }],
  ['malformed', 'signers[0]: keys, certificates', { signers: [{ name: 'A' }] }],
  ['malformed', 'signers[0].name', { signers: [{ keys: [THING] }] }],
  ['malformed', 'signers[0].keys[0]', { signers: [{ name: 'A', keys: [7] }] }],
  ['malformed', 'signers[0].may[0]', { signers: [{ name: 'A', keys: [THING], may: ['dta'] }] }],
  ['malformed', 'signers[0].certificates[0].identity', { signers: [{ name: 'A', certificates: [{}] }] }],
  ['malformed', 'require[0]', { require: ['toString'] }],
  ['bad-digest', 'deny[0]', { deny: ['abc'] }],
  ['bad-digest', 'allow[0]', { allow: [`sha256:${THING}`] }],
  ['malformed', 'maxAgeDays', { maxAgeDays: Number.NaN }],
  ['malformed', 'maxAgeDays.data', { maxAgeDays: { data: 0 } }],
  ['malformed', 'maxAgeDays', { maxAgeDays: 'week' }],
  ['unknown-field', 'custody.form', { custody: { form: 'A' } }],
])('refused: %s %s', (refusal, place, fields) => {
  expect(() => policyOf(fields)).toThrow(expect.objectContaining({ refusal, what: expect.stringContaining(place) }));
});

const signer: StatementSigner = {
  name: 'supplier.pem',
  fingerprint: key.fingerprint,
  identity: null,
  issuer: null,
  vouchedBy: 'key',
};
const certified: StatementSigner = {
  ...signer,
  fingerprint: sha256Hex('c'),
  identity: 'ci@example.com',
  issuer: 'https://issuer.example',
};

function verified(predicateType: string, by: readonly StatementSigner[], at: string | null = null): VerifiedStatement {
  const statement = statementOf(predicateType, {});
  const opened = { path: 's.json', sha256: sha256Hex('s'), predicateType, subjects: [], signedBy: [], at };
  return { path: 's.json', statement, opened, signers: by, checks: [] };
}

function judged(
  policy: ProvenancePolicy,
  statements: readonly VerifiedStatement[],
  digests: readonly (string | readonly string[])[] = [],
) {
  return judgePolicy(policy, statements, digests, NOW).map(({ check, state }) => `${check} ${state}`);
}

describe('who may sign what', () => {
  const policy = policyOf({
    signers: [
      { name: 'A', keys: ['supplier.pem'], may: ['data'] },
      { name: 'CI', certificates: [{ identity: 'ci@example.com', issuer: 'https://issuer.example' }], may: ['train'] },
      { name: 'Any', certificates: [{ identity: 'any@example.com' }], may: ['model'] },
    ],
  });

  test('by key, by certificate, and for the named predicates only', () => {
    expect(judged(policy, [verified(PREDICATES.data, [signer])])).toEqual(['policy-signer passed']);
    expect(judged(policy, [verified(PREDICATES.train, [signer])])).toEqual(['policy-signer failed']);
    expect(judged(policy, [verified(PREDICATES.train, [certified])])).toEqual(['policy-signer passed']);
    expect(judged(policy, [verified(PREDICATES.train, [{ ...certified, issuer: 'https://other.example' }])])).toEqual([
      'policy-signer failed',
    ]);
    expect(judged(policy, [verified(PREDICATES.train, [{ ...certified, identity: null }])])).toEqual([
      'policy-signer failed',
    ]);
    expect(judged(policy, [verified(PREDICATES.model, [{ ...certified, identity: 'any@example.com' }])])).toEqual([
      'policy-signer passed',
    ]);
    expect(judged(policy, [verified(PREDICATES.data, [])])).toEqual(['policy-signer failed']);
  });

  test('a policy without signers lets nobody sign', () => {
    expect(judged(policyOf({}), [verified(PREDICATES.data, [signer])])).toEqual(['policy-signer failed']);
  });
});

test('required statements count only by those who may sign them', () => {
  const policy = policyOf({ signers: [{ name: 'A', keys: ['supplier.pem'], may: ['data'] }], require: ['data'] });
  expect(judged(policy, [verified(PREDICATES.data, [signer])])).toContain('policy-required passed');
  expect(judged(policy, [verified(PREDICATES.data, [certified])])).toContain('policy-required failed');
  expect(judged(policy, [])).toEqual(['policy-required failed']);
});

test('digests: denied before allowed, and none computed is not a pass', () => {
  const policy = policyOf({ allow: [THING, sha256Hex('b')], deny: [sha256Hex('b')] });
  expect(judged(policy, [], [THING])).toEqual(['policy-digest passed']);
  expect(judged(policy, [], [sha256Hex('b')])).toEqual(['policy-digest failed']);
  expect(judged(policy, [], [sha256Hex('c'), THING])).toEqual(['policy-digest failed', 'policy-digest passed']);
  expect(judged(policy, [])).toEqual(['policy-digest not-checked']);
  expect(judged(policyOf({ deny: [THING] }), [], [sha256Hex('c')])).toEqual([]);
  expect(judged(policyOf({ deny: [THING] }), [])).toEqual(['policy-digest not-checked']);
  expect(judged(policy, [], [[sha256Hex('c'), THING]])).toEqual(['policy-digest passed']);
  expect(judged(policy, [], [[THING, sha256Hex('b')]])).toEqual(['policy-digest failed']);
});

test('age: by predicate, to the millisecond, and unknown where there is no date', () => {
  const policy = policyOf({ signers: [{ name: 'A', keys: ['supplier.pem'] }], maxAgeDays: { data: 10 } });
  const age = (at: string | null, type: string = PREDICATES.data) =>
    judged(policy, [verified(type, [signer], at)]).slice(1);
  expect(age('2026-11-20T12:00:00Z')).toEqual(['policy-age passed']);
  expect(age('2026-11-20T11:59:59.999Z')).toEqual(['policy-age failed']);
  expect(age(null)).toEqual(['policy-age not-checked']);
  expect(age(null, PREDICATES.model)).toEqual([]);
});

test('a denied digest is found where a statement names it: as what a model was made from, or a file in a folder', () => {
  const signers = [{ name: 'A', keys: ['supplier.pem'] }];
  const made = verified(PREDICATES.train, [signer]);
  const statement = statementOf(PREDICATES.train, { from: [{ digest: { sha256: sha256Hex('bad data') } }] });
  const denying = (text: string) =>
    judged(policyOf({ signers, deny: [sha256Hex(text)] }), [{ ...made, statement }], [THING]);
  expect(denying('bad data')).toContain('policy-digest failed');
  expect(denying('other data')).not.toContain('policy-digest failed');
});
