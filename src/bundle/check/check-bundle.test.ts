import { expect, test } from 'vitest';
import { edited, makeKey, sha256, sha256Hex, statementOf } from '../../../test/provenance-keys.ts';
import { ed25519Verify } from '../../../test/tlog-fixture.ts';
import { PREDICATES, type ProvenancePolicy, signStatement } from '../../provenance/index.ts';
import { type BundleManifest, type BundlePart, manifestStatement } from '../bundle-manifest.ts';
import { jsonBytes } from '../bytes.ts';
import { kindOfPart, MANIFEST_NAME } from '../part-names.ts';
import type { BundleTrust, PartReader } from './bundle-reader.ts';
import { checkBundle } from './check-bundle.ts';

const KEY = makeKey('ecdsa-p256', 'maker.pem');
const AT = '2026-11-30T00:00:00.000Z';

const POLICY: ProvenancePolicy = {
  ...{ signers: [{ name: 'maker', fingerprints: [KEY.fingerprint], identities: [], may: null }], keys: [] },
  ...{ required: [], allowed: null, denied: [], maxAgeDays: {}, custody: null },
};

const SCAN = { schema: 'zenbun.scan/1', inputs: [{ path: 'train.jsonl', sha256: '1a'.repeat(32) }] };
const PARTS: Readonly<Record<string, Uint8Array>> = { 'results/scan.json': jsonBytes(SCAN) };

function bundle(files = PARTS, changes: Partial<BundleManifest> = {}, key = KEY): Map<string, Uint8Array> {
  const parts = Object.entries(files).map(
    ([name, bytes]): BundlePart => ({
      ...{ name, kind: kindOfPart(name)!, sha256: sha256Hex(bytes), bytes: bytes.length, original: null },
    }),
  );
  const manifest: BundleManifest = {
    ...{ schema: 'zenbun.bundle/1', tool: { name: 'zenbun', version: '0.1.0' }, at: AT, redacted: false },
    ...{ parts, ledgers: [] },
    ...changes,
  };
  return new Map([[MANIFEST_NAME, signStatement(manifestStatement(manifest), key)], ...Object.entries(files)]);
}

const readerOf = (files: ReadonlyMap<string, Uint8Array>): PartReader => ({
  names: [...files.keys()],
  read: async (name) => files.get(name)!,
});

const TRUST: BundleTrust = {
  ...{ keys: [KEY], policy: null, now: Date.parse(AT) + 1000, sha256, ed25519: ed25519Verify, ledgerKeys: [] },
};

const checked = (files: ReadonlyMap<string, Uint8Array>, changes: Partial<BundleTrust> = {}) =>
  checkBundle(readerOf(files), { ...TRUST, ...changes });

test('a bundle with a key that was given is valid, without one incomplete, with another invalid', async () => {
  const valid = await checked(bundle());
  expect(valid.verdict).toBe('valid');
  expect(valid.manifest).toMatchObject({ at: AT, parts: [{ name: 'results/scan.json' }] });
  expect(valid.statements).toMatchObject([{ path: MANIFEST_NAME, at: AT, predicateType: PREDICATES.bundle }]);
  expect((await checked(bundle(), { keys: [] })).verdict).toBe('incomplete');
  expect((await checked(bundle(), { keys: [makeKey('ecdsa-p256', 'other.pem')] })).verdict).toBe('invalid');
});

test('its parts are checked as parts, not listed as subjects and claims of a statement', async () => {
  const { checks } = await checked(bundle());
  expect(checks.filter(({ path }) => path === MANIFEST_NAME).map(({ check }) => check)).not.toContain('subject');
  expect(checks.map(({ check }) => check)).not.toContain('claim');
  expect(checks.map(({ check }) => check)).toContain('parts');
});

test('a changed part makes it invalid', async () => {
  const files = bundle().set('results/scan.json', jsonBytes({ ...SCAN, inputs: [] }));
  const { verdict, checks } = await checked(files);
  expect(verdict).toBe('invalid');
  expect(checks.filter(({ state }) => state === 'failed')).toMatchObject([{ check: 'part-digest' }]);
});

test('a manifest that was changed after it was signed is invalid, and its parts are still compared', async () => {
  const files = bundle();
  files.set(
    MANIFEST_NAME,
    edited(files.get(MANIFEST_NAME)!, (one) => {
      const payload = Buffer.from(one.dsseEnvelope.payload, 'base64')
        .toString()
        .replace(AT, '2026-12-01T00:00:00.000Z');
      one.dsseEnvelope.payload = Buffer.from(payload).toString('base64');
    }),
  );
  const { verdict, checks } = await checked(files);
  expect(verdict).toBe('invalid');
  expect(checks.filter(({ state }) => state === 'failed')).toMatchObject([
    { check: 'bad-signature', path: MANIFEST_NAME },
  ]);
});

test.each<[string, () => PartReader, string]>([
  ['is not there', () => readerOf(new Map(Object.entries(PARTS))), 'there is no manifest'],
  [
    'cannot be read',
    () => ({ names: [MANIFEST_NAME], read: () => Promise.reject(new Error('damaged')) }),
    'the manifest cannot be read',
  ],
])('a manifest that %s is told, and nothing else is looked at', async (_, reader, en) => {
  const { verdict, manifest, checks, statements } = await checkBundle(reader(), TRUST);
  expect([verdict, manifest, statements]).toEqual(['invalid', null, []]);
  expect(checks).toMatchObject([{ check: 'manifest', state: 'failed', path: MANIFEST_NAME, detail: { en } }]);
});

test('a signed statement that is no manifest is told with the place that is wrong', async () => {
  const other = statementOf(PREDICATES.data, { at: AT });
  const { verdict, manifest, checks } = await checked(new Map([[MANIFEST_NAME, signStatement(other, KEY)]]));
  expect([verdict, manifest]).toEqual(['invalid', null]);
  expect(checks.at(-1)).toMatchObject({ check: 'manifest', state: 'failed', found: 'predicateType' });
});

test('a statement by a stranger that is no manifest either is one fault', async () => {
  const other = signStatement(statementOf(PREDICATES.data, { at: AT }), makeKey('ecdsa-p256', 'other.pem'));
  const { checks } = await checked(new Map([[MANIFEST_NAME, other]]));
  expect(checks.filter(({ state }) => state === 'failed')).toHaveLength(1);
});

test('its logs and statements are checked as well, and a policy may ask for a statement', async () => {
  const vkey = { folder: 'ledger/1', origin: 'example.com/log', vkey: 'nonsense', size: 0, root: '', from: 0, to: 0 };
  const { checks } = await checked(bundle(PARTS, { ledgers: [{ ...vkey, entries: 'leaves' }] }));
  expect(checks.filter(({ state }) => state === 'failed')).toMatchObject([{ check: 'ledger-key', path: 'ledger/1' }]);
  const data = signStatement(statementOf(PREDICATES.data, { at: AT }), KEY);
  const policy = { ...POLICY, required: [PREDICATES.data] };
  const { statements } = await checked(bundle({ ...PARTS, 'statements/data.json': data }), { policy });
  expect(statements.map(({ path }) => path)).toEqual([MANIFEST_NAME, 'statements/data.json']);
  const requiredIn = async (files: Readonly<Record<string, Uint8Array>>) =>
    (await checked(bundle(files), { policy })).checks.some(
      ({ check, state }) => check === 'policy-required' && state === 'failed',
    );
  expect(await requiredIn(PARTS)).toBe(true);
  expect(await requiredIn({ ...PARTS, 'statements/data.json': data })).toBe(false);
});

test('bytes that are no statement are one fault, not two', async () => {
  const { checks, manifest } = await checked(new Map([[MANIFEST_NAME, new TextEncoder().encode('{}')]]));
  expect(manifest).toBeNull();
  expect(checks.filter(({ state }) => state === 'failed')).toHaveLength(1);
});

test('a policy may bound the age of a bundle, which is as old as its manifest says', async () => {
  const policy = { ...POLICY, maxAgeDays: { '*': 1 } };
  const after = async (ms: number) => (await checked(bundle(), { policy, now: Date.parse(AT) + ms })).verdict;
  expect(await after(86_400_000)).toBe('valid');
  expect(await after(86_400_001)).toBe('invalid');
});

test('a policy may deny what the results are about', async () => {
  const deny = async (digest: string) => (await checked(bundle(), { policy: { ...POLICY, denied: [digest] } })).verdict;
  expect(await deny(SCAN.inputs[0]!.sha256)).toBe('invalid');
  expect(await deny('2b'.repeat(32))).toBe('valid');
});

test('a policy that asks for hand-overs finds none in redacted statements, and says that it did not look', async () => {
  const policy = { ...POLICY, custody: { from: null, to: null } };
  const original = { sha256: '3c'.repeat(32), bytes: 1 };
  const bytes = jsonBytes({ schema: 'zenbun.redacted/1', original, value: null });
  const part = {
    ...{ name: 'statements/data.json', kind: 'statement' as const, sha256: sha256Hex(bytes), bytes: bytes.length },
    original,
  };
  const files = bundle({ 'statements/data.json': bytes }, { parts: [part] });
  const custodyIn = async (policy: ProvenancePolicy | null) =>
    (await checked(files, { policy })).checks.filter(({ check }) => check === 'custody');
  expect(await custodyIn(policy)).toMatchObject([{ state: 'not-checked' }]);
  expect(await custodyIn(null)).toEqual([]);
});

test('at most twenty subjects of a statement are listed', async () => {
  const files = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`report/${100 + i}.html`, jsonBytes(i)]));
  const { statements, verdict } = await checked(bundle(files));
  expect(verdict).toBe('valid');
  expect(statements[0]!.subjects).toHaveLength(20);
});

test('signed files are opened by whoever can check certificates, the manifest more strictly than the others', async () => {
  const data = signStatement(statementOf(PREDICATES.data, { at: AT }), KEY);
  const files = bundle({ ...PARTS, 'statements/data.json': data });
  const { manifest } = await checked(files);
  const asked: string[] = [];
  await checked(files, {
    openStatement: async ({ path }, others) => {
      asked.push(`${path} ${others}`);
      return { path, statement: manifestStatement(manifest!), opened: null, signers: [], checks: [] };
    },
  });
  expect(asked).toEqual([`${MANIFEST_NAME} failed`, 'statements/data.json not-checked']);
});
