import { generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  type BundleManifest,
  checkBundle,
  MANIFEST_NAME,
  manifestStatement,
  type PartReader,
} from '../../src/bundle/index.ts';
import { ed25519Verify, sha256 } from '../../src/ledger/index.ts';
import {
  handoverPredicate,
  PREDICATES,
  parsePolicy,
  STATEMENT_TYPE,
  signStatement,
} from '../../src/provenance/index.ts';
import { encodeBase64, formatVerifierKey, noteKey, noteSigner, signCheckpoint } from '../../src/tlog/index.ts';
import { NOW, OURS } from './made-inputs.ts';

const hex = (bytes: Uint8Array) => Buffer.from(sha256(bytes)).toString('hex');
const text = (value: string) => new Uint8Array(Buffer.from(value));

/** Returns a signed bundle of these parts, regardless of their content. */
function bundleOf(
  more: Readonly<Record<string, Uint8Array>> = {},
  ledgers: BundleManifest['ledgers'] = [],
): PartReader {
  const parts: Readonly<Record<string, Uint8Array>> = { 'README.txt': text('read me'), ...more };
  const names = Object.keys(parts).sort();
  const kindOf = (name: string) =>
    name.startsWith('results/')
      ? 'result'
      : name.startsWith('statements/')
        ? 'statement'
        : name === 'README.txt'
          ? 'readme'
          : 'ledger';
  const manifest = signStatement(
    manifestStatement({
      ...{ schema: 'zenbun.bundle/1', tool: { name: 'zenbun', version: '1.0.0' }, at: '2026-11-30T00:00:00Z' },
      ...{ redacted: false, ledgers },
      parts: names.map((name) => ({
        ...{ name, kind: kindOf(name), sha256: hex(parts[name]!), bytes: parts[name]!.length, original: null },
      })) as BundleManifest['parts'],
    }),
    OURS,
  );
  return {
    names: [MANIFEST_NAME, ...names],
    read: async (name) => (name === MANIFEST_NAME ? manifest : parts[name]!),
  };
}

const trust = { keys: [OURS], policy: null, now: NOW, sha256, ed25519: ed25519Verify, ledgerKeys: [] };
const failed = async (reader: PartReader, changed: object = {}) =>
  (await checkBundle(reader, { ...trust, ...changed })).checks
    .filter(({ state }) => state === 'failed')
    .map(({ check }) => check);

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const raw = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url'));
const logKey = noteKey(sha256, 'example.com/log', raw);

test('a log that says it has 2^53 records, none of which is there, is refused at once', async () => {
  const [size, root] = [2 ** 53 - 1, new Uint8Array(32)];
  const head = { origin: 'example.com/log', size, root, extensions: [] };
  const checkpoint = signCheckpoint(head, [
    noteSigner(logKey, (message) => new Uint8Array(signBytes(null, message, privateKey))),
  ]);
  const reader = bundleOf({ 'ledger/1/checkpoint': checkpoint }, [
    {
      ...{ folder: 'ledger/1', origin: 'example.com/log', vkey: formatVerifierKey(logKey), size },
      ...{ root: encodeBase64(root), from: 0, to: size, entries: 'leaves' as const },
    },
  ]);
  expect(await failed(reader)).toEqual(['ledger-range']);
});

test('a bundle without the log whose key was given is incomplete', async () => {
  const reader = bundleOf();
  expect((await checkBundle(reader, trust)).verdict).toBe('valid');
  expect((await checkBundle(reader, { ...trust, ledgerKeys: [logKey] })).verdict).toBe('incomplete');
});

const handover = (from: string, to: string, subject: string) =>
  signStatement(
    {
      _type: STATEMENT_TYPE,
      subject: [{ name: 'm', digest: { sha256: subject.repeat(64) } }],
      predicateType: PREDICATES.handover,
      predicate: handoverPredicate({
        ...{ from: { name: from, key: null }, to: { name: to, key: null }, at: '2026-11-01T00:00:00Z' },
        ...{ previous: null, note: null },
      }),
    },
    OURS,
  );

test('a policy that asks for hand-overs is kept in bundles, too, and a fork is told', async () => {
  const signers = [{ name: 'us', keys: [OURS.fingerprint] }];
  const policy = parsePolicy({ schema: 'zenbun.policy/1', signers, custody: { to: 'B' } }, () => OURS);
  expect(await failed(bundleOf(), { policy })).toEqual(['custody']);
  const one = { 'statements/01.sigstore.json': handover('A', 'B', 'a') };
  expect(await failed(bundleOf(one), { policy })).toEqual([]);
  expect(await failed(bundleOf({ ...one, 'statements/02.sigstore.json': handover('A', 'C', 'a') }))).toEqual([
    'custody-fork',
  ]);
  // Two different subjects may each have their own hand-over.
  expect(await failed(bundleOf({ ...one, 'statements/02.sigstore.json': handover('A', 'C', 'b') }))).toEqual([]);
});

test('results that are nested without end, name a key twice or are too long are refused, not read', async () => {
  for (const json of ['['.repeat(100_000), `${'['.repeat(100)}${']'.repeat(100)}`, '{"schema":"a","schema":"b"}'])
    expect(await failed(bundleOf({ 'results/01-x.json': text(json) }))).toEqual(['result']);
  const long = new Uint8Array(64 * 2 ** 20 + 1).fill(0x20);
  expect(await failed(bundleOf({ 'results/01-x.json': long }))).toEqual(['part-size']);
});
