import { encodeBase64, utf8 } from '../../tlog/index.ts';
import { arrayAt, isObject, type JsonFields, objectAt, onlyFields, optionalTextAt, shown } from '../encoding/shape.ts';
import { parseStrictJson } from '../encoding/strict-json.ts';
import { base64At, type Envelope, envelopeAt, envelopeFields, MAX_ENVELOPE_BYTES } from '../envelope/envelope.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { STATEMENT_PAYLOAD } from '../statement.ts';

/** The version that zenbun writes. */
export const BUNDLE_MEDIA_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** The versions that are read: earlier ones use the same fields under these types. */
const MEDIA_TYPES: ReadonlySet<string> = new Set([
  BUNDLE_MEDIA_TYPE,
  'application/vnd.dev.sigstore.bundle+json;version=0.1',
  'application/vnd.dev.sigstore.bundle+json;version=0.2',
  'application/vnd.dev.sigstore.bundle+json;version=0.3',
]);
const MAX_CERTIFICATES = 16;
const MAX_LOG_ENTRIES = 16;

/** A bundle's unsigned information about its signer. */
export type KeyMaterial =
  /**
   * The hint of OpenSSF Model Signing is the SHA-256 of the PEM. Bundles before v1.0 have the key itself instead, in
   * DER or PEM.
   */
  | { readonly kind: 'public-key'; readonly hint: string | null; readonly rawBytes: Uint8Array | null }
  /** A Sigstore certificate (keyless), in DER. */
  | { readonly kind: 'certificate'; readonly der: Uint8Array }
  /** A chain of certificates in DER, the signer's first. */
  | { readonly kind: 'chain'; readonly ders: readonly Uint8Array[] };

/** A Sigstore bundle that holds a DSSE envelope with an in-toto statement. */
export interface SigstoreBundle {
  readonly mediaType: string;
  readonly material: KeyMaterial;
  /** Entries of a transparency log, unchanged and unchecked. */
  readonly logEntries: readonly JsonFields[];
  /** Signed time stamps (RFC 3161) in DER, unchecked. */
  readonly timestamps: readonly Uint8Array[];
  readonly envelope: Envelope;
}

function certificateAt(value: unknown, place: string): Uint8Array {
  const der = base64At(objectAt(value, place).rawBytes, `${place}.rawBytes`);
  if (der.length === 0) throw new ProvenanceError('malformed', `${place}.rawBytes: ""`);
  return der;
}

function materialAt(value: JsonFields, place: string): KeyMaterial {
  const kinds = ['publicKey', 'certificate', 'x509CertificateChain'].filter((kind) => (value[kind] ?? null) !== null);
  if (kinds.length === 0) throw new ProvenanceError('no-key-material', place);
  if (kinds.length > 1) throw new ProvenanceError('malformed', `${place}: ${kinds.join(', ')}`);
  if (kinds[0] === 'certificate')
    return { kind: 'certificate', der: certificateAt(value.certificate, `${place}.certificate`) };
  if (kinds[0] === 'publicKey') {
    const key = objectAt(value.publicKey, `${place}.publicKey`);
    const hint = optionalTextAt(key.hint, `${place}.publicKey.hint`);
    const rawBytes = (key.rawBytes ?? null) === null ? null : base64At(key.rawBytes, `${place}.publicKey.rawBytes`);
    if (hint === null && rawBytes === null) throw new ProvenanceError('no-key-material', `${place}.publicKey`);
    return { kind: 'public-key', hint, rawBytes };
  }
  const at = `${place}.x509CertificateChain`;
  const certificates = arrayAt(objectAt(value.x509CertificateChain, at).certificates, `${at}.certificates`);
  if (certificates.length === 0) throw new ProvenanceError('no-key-material', `${at}.certificates`);
  if (certificates.length > MAX_CERTIFICATES) throw new ProvenanceError('too-large', `${at}.certificates`);
  return { kind: 'chain', ders: certificates.map((each, i) => certificateAt(each, `${at}.certificates[${i}]`)) };
}

function timestampsAt(value: unknown, place: string): readonly Uint8Array[] {
  if ((value ?? null) === null) return [];
  const stamps = arrayAt(objectAt(value, place).rfc3161Timestamps ?? [], `${place}.rfc3161Timestamps`);
  if (stamps.length > MAX_LOG_ENTRIES) throw new ProvenanceError('too-large', `${place}.rfc3161Timestamps`);
  return stamps.map((stamp, i) => {
    const at = `${place}.rfc3161Timestamps[${i}]`;
    return base64At(objectAt(stamp, at).signedTimestamp, `${at}.signedTimestamp`);
  });
}

/** Reads the bundle in a strictly parsed JSON value. Throws a `ProvenanceError`. */
export function bundleAt(value: unknown): SigstoreBundle {
  const bundle = objectAt(value, 'bundle');
  if (typeof bundle.mediaType !== 'string' || !MEDIA_TYPES.has(bundle.mediaType))
    throw new ProvenanceError('media-type', shown(bundle.mediaType));
  onlyFields(bundle, ['mediaType', 'verificationMaterial', 'dsseEnvelope'], '');
  const place = 'verificationMaterial';
  if (!isObject(bundle.verificationMaterial)) throw new ProvenanceError('no-key-material', place);
  if (!isObject(bundle.dsseEnvelope)) throw new ProvenanceError('no-envelope', 'dsseEnvelope');
  const material = materialAt(bundle.verificationMaterial, place);
  const entries = arrayAt(bundle.verificationMaterial.tlogEntries ?? [], `${place}.tlogEntries`);
  if (entries.length > MAX_LOG_ENTRIES) throw new ProvenanceError('too-large', `${place}.tlogEntries`);
  if (material.kind === 'certificate' && entries.length === 0)
    throw new ProvenanceError('no-log-entry', `${place}.tlogEntries`);
  const envelope = envelopeAt(bundle.dsseEnvelope, 'dsseEnvelope', STATEMENT_PAYLOAD);
  if (envelope.signatures.length > 1) throw new ProvenanceError('signature-count', 'dsseEnvelope.signatures');
  return {
    mediaType: bundle.mediaType,
    material,
    logEntries: entries.map((entry, i) => objectAt(entry, `${place}.tlogEntries[${i}]`)),
    timestamps: timestampsAt(
      bundle.verificationMaterial.timestampVerificationData,
      `${place}.timestampVerificationData`,
    ),
    envelope,
  };
}

/**
 * Parses the bytes of a bundle's file: Sigstore bundle v0.3 with the rules of OpenSSF Model Signing v1.0 (one
 * signature; a Sigstore certificate needs a log entry), plus the variants of older ones: the key instead of its hint,
 * `keyid: null`, no `tlogEntries`. Throws a `ProvenanceError`.
 */
export function parseBundle(bytes: Uint8Array): SigstoreBundle {
  return bundleAt(parseStrictJson(bytes, MAX_ENVELOPE_BYTES, 'bundle'));
}

function materialFields(material: KeyMaterial): JsonFields {
  if (material.kind === 'certificate') return { certificate: { rawBytes: encodeBase64(material.der) } };
  if (material.kind === 'chain')
    return { x509CertificateChain: { certificates: material.ders.map((der) => ({ rawBytes: encodeBase64(der) })) } };
  const rawBytes = material.rawBytes === null ? {} : { rawBytes: encodeBase64(material.rawBytes) };
  return { publicKey: { ...(material.hint === null ? {} : { hint: material.hint }), ...rawBytes } };
}

/** Formats the bytes of a bundle's file. Throws what `parseBundle` would throw for them. */
export function formatBundle({ mediaType, material, logEntries, timestamps, envelope }: SigstoreBundle): Uint8Array {
  const stamps = timestamps.map((stamp) => ({ signedTimestamp: encodeBase64(stamp) }));
  const value = {
    mediaType,
    verificationMaterial: {
      ...materialFields(material),
      tlogEntries: logEntries,
      ...(stamps.length === 0 ? {} : { timestampVerificationData: { rfc3161Timestamps: stamps } }),
    },
    dsseEnvelope: envelopeFields(envelope),
  };
  bundleAt(value);
  return utf8(`${JSON.stringify(value)}\n`);
}
