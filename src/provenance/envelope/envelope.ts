import { decodeBase64, encodeBase64, utf8 } from '../../tlog/index.ts';
import { arrayAt, isObject, objectAt, onlyFields, optionalTextAt, shown, textAt } from '../encoding/shape.ts';
import { parseStrictJson } from '../encoding/strict-json.ts';
import { ProvenanceError } from '../provenance-error.ts';

/** Maximum size of a payload, read or written: 10 MiB. */
export const MAX_PAYLOAD_BYTES = 10 * 1024 * 1024;
/** Room for the largest payload in base64, plus signatures, certificates and log entries. */
export const MAX_ENVELOPE_BYTES = 16 * 1024 * 1024;
const MAX_SIGNATURES = 16;
/** Signatures of P-521 have at most 139. */
const MAX_SIGNATURE_BYTES = 1024;

interface EnvelopeSignature {
  readonly sig: Uint8Array;
  /** An unsigned hint; empty if absent. */
  readonly keyid: string;
}

/** A DSSE envelope: bytes, their type, and their signatures. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly EnvelopeSignature[];
}

/** Decodes base64 in a field; throws `bad-base64` with the place. */
export function base64At(value: unknown, place: string): Uint8Array {
  const bytes = decodeBase64(textAt(value, place));
  if (bytes === null) throw new ProvenanceError('bad-base64', place);
  return bytes;
}

function signatureAt(value: unknown, place: string): EnvelopeSignature {
  const object = objectAt(value, place);
  onlyFields(object, ['sig', 'keyid'], place);
  const sig = base64At(object.sig, `${place}.sig`);
  if (sig.length === 0) throw new ProvenanceError('no-signature', `${place}.sig`);
  if (sig.length > MAX_SIGNATURE_BYTES) throw new ProvenanceError('too-large', `${place}.sig`);
  return { sig, keyid: optionalTextAt(object.keyid, `${place}.keyid`) ?? '' };
}

/** Reads the envelope in a JSON value; `place` is its path there. Throws a `ProvenanceError`. */
export function envelopeAt(value: unknown, place: string, payloadType: string): Envelope {
  if (!isObject(value)) throw new ProvenanceError('no-envelope', place || shown(value));
  const at = (field: string) => (place === '' ? field : `${place}.${field}`);
  onlyFields(value, ['payload', 'payloadType', 'signatures'], place);
  const type = textAt(value.payloadType, at('payloadType'));
  if (type !== payloadType) throw new ProvenanceError('payload-type', `${at('payloadType')}: ${shown(type)}`);
  const payload = base64At(value.payload, at('payload'));
  if (payload.length === 0) throw new ProvenanceError('malformed', `${at('payload')}: ""`);
  if (payload.length > MAX_PAYLOAD_BYTES)
    throw new ProvenanceError('too-large', `${at('payload')}, ${payload.length} > ${MAX_PAYLOAD_BYTES} bytes`);
  const signatures = arrayAt(value.signatures, at('signatures'));
  if (signatures.length === 0) throw new ProvenanceError('no-signature', at('signatures'));
  if (signatures.length > MAX_SIGNATURES) throw new ProvenanceError('too-large', at('signatures'));
  return {
    payloadType: type,
    payload,
    signatures: signatures.map((signature, i) => signatureAt(signature, `${at('signatures')}[${i}]`)),
  };
}

/**
 * Parses the envelope in the bytes of a file. Refuses anything but a DSSE envelope of this payload type: base64 other
 * than the standard one with padding, unknown or duplicate keys, no signature, more than 16, payloads over 10 MiB.
 * `openEnvelope` checks whether the signatures are valid.
 */
export function parseEnvelope(bytes: Uint8Array, payloadType: string): Envelope {
  return envelopeAt(parseStrictJson(bytes, MAX_ENVELOPE_BYTES, 'envelope'), '', payloadType);
}

/** Returns the JSON fields of an envelope. */
export function envelopeFields({ payload, payloadType, signatures }: Envelope): unknown {
  return {
    payload: encodeBase64(payload),
    payloadType,
    signatures: signatures.map(({ sig, keyid }) => ({ sig: encodeBase64(sig), keyid })),
  };
}

/** Formats a file that holds only an envelope. */
export function formatEnvelope(envelope: Envelope): Uint8Array {
  return utf8(`${JSON.stringify(envelopeFields(envelope))}\n`);
}
