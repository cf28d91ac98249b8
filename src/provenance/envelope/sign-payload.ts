import type { SigningKey, VerifyingKey } from '../ports.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { type Envelope, MAX_PAYLOAD_BYTES } from './envelope.ts';
import { faultyEncoding, preAuthEncoding } from './pae.ts';

/**
 * Signs the payload with each key. With several keys, each signature has its key's fingerprint as the hint. Throws
 * `too-large` and `no-signature`.
 */
export function signPayload(payload: Uint8Array, payloadType: string, keys: readonly SigningKey[]): Envelope {
  if (payload.length > MAX_PAYLOAD_BYTES)
    throw new ProvenanceError('too-large', `${payload.length} > ${MAX_PAYLOAD_BYTES} bytes`);
  if (keys.length === 0) throw new ProvenanceError('no-signature', '0');
  const message = preAuthEncoding(payloadType, payload);
  const signatures = keys.map((key) => ({ sig: key.sign(message), keyid: keys.length > 1 ? key.fingerprint : '' }));
  return { payloadType, payload, signatures };
}

/** The given keys that have signed an envelope. */
export interface EnvelopeSigners {
  /** In the order given, each once. */
  readonly signedBy: readonly VerifyingKey[];
  /** Number of signatures that match none of the given keys. */
  readonly unknown: number;
  /** A given key matches, but only with the faulty encoding of model_signing 0.2; it is not in `signedBy`. */
  readonly faulty: boolean;
}

/** Tries every given key on every signature: a `keyid` is unsigned and decides nothing. Never throws. */
export function openEnvelope(envelope: Envelope, keys: readonly VerifyingKey[]): EnvelopeSigners {
  const { payloadType, payload, signatures } = envelope;
  const fits = (message: Uint8Array) => signatures.map(({ sig }) => keys.filter((key) => key.verify(message, sig)));
  const fitting = fits(preAuthEncoding(payloadType, payload));
  const signedBy = keys.filter((key) => fitting.some((some) => some.includes(key)));
  const unknown = fitting.filter((some) => some.length === 0).length;
  const faulty =
    signedBy.length === 0 && keys.length > 0 && fits(faultyEncoding(payloadType, payload)).flat().length > 0;
  return { signedBy, unknown, faulty };
}
