import { bundleFromJSON, bundleToJSON } from '@sigstore/bundle';
import { describe, expect, test } from 'vitest';
import { bytesOf, type Changeable, edited, makeKey, statementOf } from '../../../test/provenance-keys.ts';
import { formatEnvelope } from '../envelope/envelope.ts';
import { parseStatement } from '../statement/parse-statement.ts';
import { PREDICATES, STATEMENT_PAYLOAD } from '../statement.ts';
import { signStatement } from './sign-statement.ts';
import { parseSignedFile } from './signed-file.ts';
import { BUNDLE_MEDIA_TYPE, formatBundle, parseBundle } from './sigstore-bundle.ts';

const key = makeKey('ecdsa-p256', 'alice');
const edwards = makeKey('ed25519', 'bob');
const statement = statementOf('urn:example:1', { rows: 3 });
const good = signStatement(statement, key);
const der = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x07);
const raw = Buffer.from(der).toString('base64');

const change = (fields: object) => edited(good, (bundle) => ({ ...bundle, ...fields }));
const material = (fields: object) => change({ verificationMaterial: fields });
const envelope = (fields: object) =>
  edited(good, (bundle) => ({ ...bundle, dsseEnvelope: { ...bundle.dsseEnvelope, ...fields } }));

test('what is written is read again, byte for byte', () => {
  const bundle = parseBundle(good);
  expect(bundle.mediaType).toBe(BUNDLE_MEDIA_TYPE);
  expect(bundle.material).toEqual({ kind: 'public-key', hint: key.pemHint, rawBytes: null });
  expect(parseStatement(bundle.envelope.payload)).toEqual(statement);
  expect(formatBundle(bundle)).toEqual(good);
  const chained = signStatement(statement, key, [der, der]);
  expect(parseBundle(chained).material).toEqual({ kind: 'chain', ders: [der, der] });
  expect(formatBundle(parseBundle(chained))).toEqual(chained);
});

test('the library of Sigstore reads it, and what it writes is read', () => {
  const theirs = bundleFromJSON(JSON.parse(new TextDecoder().decode(good)));
  expect(theirs.verificationMaterial.content.$case).toBe('publicKey');
  const bundle = parseBundle(bytesOf(JSON.stringify(bundleToJSON(theirs))));
  expect(bundle.envelope.payload).toEqual(parseBundle(good).envelope.payload);
});

test('what older bundles have is accepted', () => {
  const older: readonly Uint8Array[] = [
    material({ publicKey: { rawBytes: raw, keyDetails: 'PKIX_ECDSA_P256_SHA_256' } }),
    material({ publicKey: { hint: key.pemHint } }),
    material({ publicKey: { hint: '' }, tlogEntries: null }),
    edited(good, (bundle: Changeable) => {
      bundle.dsseEnvelope.signatures[0].keyid = null;
    }),
    change({ mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.2' }),
  ];
  for (const bytes of older) expect(parseBundle(bytes).envelope.payloadType).toBe(STATEMENT_PAYLOAD);
});

test('log entries and time stamps are kept as they stand', () => {
  const bundle = parseBundle(
    material({
      certificate: { rawBytes: raw },
      tlogEntries: [{ logIndex: '7', other: { a: 1 } }],
      timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: raw }] },
    }),
  );
  expect(bundle).toMatchObject({
    material: { kind: 'certificate', der },
    logEntries: [{ logIndex: '7', other: { a: 1 } }],
    timestamps: [der],
  });
  expect(parseBundle(formatBundle(bundle))).toEqual(bundle);
});

describe('refused', () => {
  test.each([
    ['media-type', bytesOf('{}')],
    ['media-type', change({ mediaType: 'application/json' })],
    ['media-type', change({ mediaType: `${BUNDLE_MEDIA_TYPE} ` })],
    ['malformed', bytesOf('[]')],
    ['not-json', bytesOf('')],
    ['duplicate-key', bytesOf('{"mediaType":"a","mediaType":"b"}')],
    ['unknown-field', change({ messageSignature: {} })],
    ['no-envelope', change({ dsseEnvelope: undefined })],
    ['no-envelope', change({ dsseEnvelope: null })],
    ['no-key-material', change({ verificationMaterial: undefined })],
    ['no-key-material', material({ tlogEntries: [] })],
    ['no-key-material', material({ publicKey: {} })],
    ['no-key-material', material({ x509CertificateChain: { certificates: [] } })],
    ['malformed', material({ publicKey: { hint: 7 } })],
    ['malformed', material({ publicKey: { hint: 'a' }, certificate: { rawBytes: raw }, tlogEntries: [{}] })],
    ['malformed', material({ certificate: {}, tlogEntries: [{}] })],
    ['bad-base64', material({ certificate: { rawBytes: '!' }, tlogEntries: [{}] })],
    ['no-log-entry', material({ certificate: { rawBytes: raw } })],
    ['no-log-entry', material({ certificate: { rawBytes: raw }, tlogEntries: [] })],
    ['malformed', material({ publicKey: { hint: 'a' }, tlogEntries: [1] })],
    ['too-large', material({ publicKey: { hint: 'a' }, tlogEntries: Array(17).fill({}) })],
    ['too-large', material({ x509CertificateChain: { certificates: Array(17).fill({ rawBytes: raw }) } })],
    ['payload-type', envelope({ payloadType: 'application/json' })],
    ['no-signature', envelope({ signatures: [] })],
    ['signature-count', envelope({ signatures: [{ sig: 'AAAA' }, { sig: 'AAAA' }] })],
    ['unknown-field', envelope({ other: 1 })],
  ])('%s', (refusal, bytes) => {
    expect(() => parseBundle(bytes)).toThrow(expect.objectContaining({ refusal }));
    if (refusal !== 'malformed') expect(() => parseSignedFile(bytes)).toThrow(expect.objectContaining({ refusal }));
  });

  test('a statement that nobody has signed', () => {
    const bytes = bytesOf(JSON.stringify(statement));
    expect(() => parseSignedFile(bytes)).toThrow(expect.objectContaining({ refusal: 'no-signature' }));
  });

  test('Ed25519 for a model or data folder; elsewhere it signs', () => {
    const folder = statementOf(PREDICATES.signing, {});
    expect(() => signStatement(folder, edwards)).toThrow(expect.objectContaining({ refusal: 'key-kind' }));
    expect(parseBundle(signStatement(statement, edwards)).material).toMatchObject({ hint: edwards.pemHint });
  });
});

test('an envelope alone is read, too', () => {
  const alone = formatEnvelope(parseBundle(good).envelope);
  expect(parseSignedFile(alone)).toMatchObject({ material: null, envelope: parseBundle(good).envelope });
});
