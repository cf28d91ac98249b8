import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Changeable, edited, makeKey, sha256, sha256Hex } from '../../../test/provenance-keys.ts';
import { signPayload } from '../envelope/sign-payload.ts';
import { folderStatement } from '../model-signing/sign-folder.ts';
import type { FolderListing, SigningKey } from '../ports.ts';
import { signStatement } from '../sigstore/sign-statement.ts';
import { formatBundle, parseBundle } from '../sigstore/sigstore-bundle.ts';
import { PREDICATES, STATEMENT_PAYLOAD } from '../statement.ts';
import { verdictOf } from './verdict.ts';
import { verifyFolder } from './verify-folder.ts';

// A thousand bundles, each with one fault: all must be refused, and for that very fault.

const KEYS = (['ecdsa-p256', 'ecdsa-p384', 'ecdsa-p521'] as const).map((algorithm) => makeKey(algorithm, algorithm));
const stranger = makeKey('ecdsa-p256', 'stranger');

interface Subject {
  readonly key: SigningKey;
  readonly listing: FolderListing;
  readonly bundle: Uint8Array;
  /** A number to draw from. */
  readonly at: number;
}

type Mutation = readonly [
  reason: string,
  mutate: (subject: Subject) => { bundle?: Uint8Array; listing?: FolderListing },
];

const inBundle = (reason: string, change: (bundle: Changeable, subject: Subject) => unknown): Mutation => [
  reason,
  (subject) => ({ bundle: edited(subject.bundle, (bundle) => void change(bundle, subject)) }),
];

/** Changes the statement and has `signer` sign it again: forged if that is a stranger, malformed if it is the owner. */
function resigned(
  { bundle, key }: Subject,
  signer: SigningKey,
  change: (statement: Changeable) => unknown,
): Uint8Array {
  const read = parseBundle(bundle);
  const payload = edited(read.envelope.payload, (statement) => void change(statement));
  const envelope = signPayload(payload, STATEMENT_PAYLOAD, [signer]);
  return formatBundle({ ...read, material: { kind: 'public-key', hint: key.pemHint, rawBytes: null }, envelope });
}

const illMade = (reason: string, change: (statement: Changeable, subject: Subject) => unknown): Mutation => [
  reason,
  (subject) => ({ bundle: resigned(subject, subject.key, (statement) => change(statement, subject)) }),
];

const fileOf = <T>(files: readonly T[], at: number): T => files[at % files.length]!;

const MUTATIONS: readonly Mutation[] = [
  inBundle('media-type', (bundle) => Object.assign(bundle, { mediaType: 'application/json' })),
  inBundle('unknown-field', (bundle) => Object.assign(bundle, { messageSignature: {} })),
  inBundle('no-key-material', (bundle) => delete bundle.verificationMaterial.publicKey),
  inBundle('no-envelope', (bundle) => delete bundle.dsseEnvelope),
  inBundle('no-signature', (bundle) => Object.assign(bundle.dsseEnvelope, { signatures: [] })),
  inBundle('signature-count', ({ dsseEnvelope }) => dsseEnvelope.signatures.push(dsseEnvelope.signatures[0])),
  inBundle('payload-type', (bundle) => Object.assign(bundle.dsseEnvelope, { payloadType: 'text/plain' })),
  inBundle('bad-base64', ({ dsseEnvelope }, { at }) => {
    const { payload } = dsseEnvelope;
    const cut = at % payload.length;
    dsseEnvelope.payload = `${payload.slice(0, cut)}-${payload.slice(cut + 1)}`;
  }),
  inBundle('other-key', (bundle) => Object.assign(bundle.verificationMaterial.publicKey, { hint: stranger.pemHint })),
  ['bad-signature', (subject) => ({ bundle: resigned(subject, stranger, () => {}) })],
  [
    'bad-signature',
    (subject) => ({
      bundle: resigned(subject, stranger, (statement) => Object.assign(statement.subject[0], { name: 'x' })),
    }),
  ],
  inBundle('bad-signature', ({ dsseEnvelope }, { at }) => {
    const bytes = Buffer.from(dsseEnvelope.payload, 'base64');
    bytes[at % bytes.length]! ^= 1 + (at % 255);
    dsseEnvelope.payload = bytes.toString('base64');
  }),
  inBundle('bad-signature', ({ dsseEnvelope }, { at }) => {
    const bytes = Buffer.from(dsseEnvelope.signatures[0].sig, 'base64');
    bytes[at % bytes.length]! ^= 1 + (at % 255);
    dsseEnvelope.signatures[0].sig = bytes.toString('base64');
  }),
  illMade('statement-type', (statement) => Object.assign(statement, { _type: 'https://in-toto.io/Statement/v0.1' })),
  illMade('predicate-type', (statement) => Object.assign(statement, { predicateType: PREDICATES.data, predicate: {} })),
  illMade('no-subject', (statement) => Object.assign(statement, { subject: [] })),
  illMade('subject-count', (statement) => statement.subject.push(statement.subject[0])),
  illMade('bad-digest', (statement) => Object.assign(statement.subject[0].digest, { sha256: 'A'.repeat(64) })),
  illMade('subject-digest', (statement) => Object.assign(statement.subject[0].digest, { sha256: sha256Hex('other') })),
  illMade('subject-digest', ({ predicate }, { at }) => {
    Object.assign(fileOf(predicate.resources as Changeable[], at), { digest: sha256Hex('other') });
  }),
  illMade('subject-digest', ({ predicate }, { at }) => predicate.resources.splice(at % predicate.resources.length, 1)),
  illMade('not-sorted', ({ predicate }) => predicate.resources.reverse()),
  illMade('duplicate-name', ({ predicate }, { at }) => predicate.resources.push(fileOf(predicate.resources, at))),
  illMade('unsafe-name', ({ predicate }, { at }) => {
    Object.assign(fileOf(predicate.resources as Changeable[], at), { name: '../x' });
  }),
  illMade('hash-kind', ({ predicate }) => Object.assign(predicate.serialization, { hash_type: 'blake3' })),
  illMade('malformed', ({ predicate }) => delete predicate.serialization.allow_symlinks),
  [
    'file-digest',
    ({ listing, at }) => {
      const changed = fileOf(listing.files, at);
      return {
        listing: {
          ...listing,
          files: listing.files.map((file) => (file === changed ? { ...file, sha256: sha256Hex('other') } : file)),
        },
      };
    },
  ],
  [
    'missing-file',
    ({ listing, at }) => ({ listing: { ...listing, files: listing.files.toSpliced(at % listing.files.length, 1) } }),
  ],
  [
    'unsigned-file',
    ({ listing }) => ({
      listing: { ...listing, files: [...listing.files, { name: 'zz', sha256: sha256Hex('zz'), bytes: 2 }] },
    }),
  ],
];

const names = fc.uniqueArray(fc.stringMatching(/^[a-f]{1,2}(?:\/[a-f]{1,2})?$/), { minLength: 2, maxLength: 6 });
const subjects = fc.tuple(names, fc.constantFrom(...KEYS), fc.nat(100_000)).map(([some, key, at]): Subject => {
  const files = some.map((name) => ({ name, sha256: sha256Hex(name), bytes: name.length }));
  const listing = { files, ignored: [] };
  const statement = folderStatement('weights', listing, { ignorePaths: [], allowSymlinks: false }, sha256);
  return { key, listing, at, bundle: signStatement(statement, key) };
});

const verify = ({ key, ...subject }: Subject, changed: { bundle?: Uint8Array; listing?: FolderListing }) => {
  const trust = { keys: [key], certificate: null, policy: null, now: 0, sha256 };
  const { bundle, listing } = { ...subject, ...changed };
  return verifyFolder({ folder: 'weights', path: 'model.sig', bytes: bundle, listing, trust });
};

test('without a mutation each is valid', () => {
  fc.assert(
    fc.property(subjects, (subject) => {
      expect(verdictOf([verify(subject, {})])).toBe('valid');
    }),
    { numRuns: 50 },
  );
});

test('a thousand mutations: each is invalid, and its reason is among those that are named', () => {
  fc.assert(
    fc.property(subjects, fc.constantFrom(...MUTATIONS), (subject, [reason, mutate]) => {
      const verified = verify(subject, mutate(subject));
      expect(verdictOf([verified])).toBe('invalid');
      expect(verified.checks.filter(({ state }) => state === 'failed').map(({ check }) => check)).toContain(reason);
    }),
    { numRuns: 1000 },
  );
}, 60_000);
