import { decodeBase64, encodeBase64, utf8 } from '../../tlog/index.ts';
import { arrayAt, isObject, objectAt, onlyFields, optionalTextAt, shown, textAt } from '../encoding/shape.ts';
import { parseStrictJson } from '../encoding/strict-json.ts';
import { ProvenanceError } from '../provenance-error.ts';

/** The largest payload that is read or written: 10 MiB. */
export const MAX_PAYLOAD_BYTES = 10 * 1024 * 1024;
/** Base64 of the largest payload, and room for signatures, certificates and log entries. */
export const MAX_ENVELOPE_BYTES = 16 * 1024 * 1024;
const MAX_SIGNATURES = 16;
/** Of P-521 they have at most 139. */
const MAX_SIGNATURE_BYTES = 1024;

export interface EnvelopeSignature {
  readonly sig: Uint8Array;
  /** A hint that nobody has signed; empty where there is none. */
  readonly keyid: string;
}

/** A DSSE envelope: bytes, what they are, and who signed them. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly EnvelopeSignature[];
}

/** Base64 in a field; throws `bad-base64` with the place. */
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

/** The envelope in a value of JSON; `place` is its path there. Throws a `ProvenanceError`. */
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
 * The envelope in the bytes of a file. Refuses what is not exactly a DSSE envelope of this payload type: other base64 than the standard one with
 * padding, unknown or double keys, no signature, more than 16, payloads over 10 MiB. Whether a signature fits is for `openEnvelope`.
 */
export function parseEnvelope(bytes: Uint8Array, payloadType: string): Envelope {
  return envelopeAt(parseStrictJson(bytes, MAX_ENVELOPE_BYTES, 'envelope'), '', payloadType);
}

/** The fields of an envelope in JSON. */
export function envelopeFields({ payload, payloadType, signatures }: Envelope): unknown {
  return {
    payload: encodeBase64(payload),
    payloadType,
    signatures: signatures.map(({ sig, keyid }) => ({ sig: encodeBase64(sig), keyid })),
  };
}

/** The bytes of a file that holds an envelope and nothing else. */
export function formatEnvelope(envelope: Envelope): Uint8Array {
  return utf8(`${JSON.stringify(envelopeFields(envelope))}\n`);
}
