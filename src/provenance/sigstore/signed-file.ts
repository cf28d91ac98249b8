import { isObject, type JsonFields } from '../encoding/shape.ts';
import { parseStrictJson } from '../encoding/strict-json.ts';
import { type Envelope, envelopeAt, MAX_ENVELOPE_BYTES } from '../envelope/envelope.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { STATEMENT_PAYLOAD } from '../statement.ts';
import { bundleAt, type KeyMaterial } from './sigstore-bundle.ts';

/** A signed statement as read from a file: in a bundle, or in an envelope alone. */
export interface SignedFile {
  readonly envelope: Envelope;
  /** Null for an envelope alone. */
  readonly material: KeyMaterial | null;
  readonly logEntries: readonly JsonFields[];
  readonly timestamps: readonly Uint8Array[];
}

/**
 * Reads a Sigstore bundle, or a DSSE envelope alone. Throws a `ProvenanceError`; `no-signature` for an unsigned
 * statement.
 */
export function parseSignedFile(bytes: Uint8Array): SignedFile {
  const value = parseStrictJson(bytes, MAX_ENVELOPE_BYTES, 'statement');
  if (isObject(value) && '_type' in value) throw new ProvenanceError('no-signature', '_type');
  if (isObject(value) && 'payload' in value && !('mediaType' in value))
    return { envelope: envelopeAt(value, '', STATEMENT_PAYLOAD), material: null, logEntries: [], timestamps: [] };
  return bundleAt(value);
}
