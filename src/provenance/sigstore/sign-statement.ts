import { signPayload } from '../envelope/sign-payload.ts';
import type { KeyAlgorithm, SigningKey } from '../ports.ts';
import { ProvenanceError } from '../provenance-error.ts';
import { formatStatement } from '../statement/parse-statement.ts';
import { PREDICATES, STATEMENT_PAYLOAD, type Statement } from '../statement.ts';
import { BUNDLE_MEDIA_TYPE, formatBundle } from './sigstore-bundle.ts';

/**
 * Throws `key-kind` for a statement of OpenSSF Model Signing and a key it does not allow (section 5: EC P-256, P-384,
 * P-521).
 */
export function refuseKeyKind(
  predicateType: string,
  key: { readonly name: string; readonly algorithm: KeyAlgorithm },
): void {
  if (predicateType === PREDICATES.signing && key.algorithm === 'ed25519')
    throw new ProvenanceError('key-kind', `${key.name}: ${key.algorithm}`);
}

/**
 * Signs a statement with one key and returns the bytes of the bundle's file. `chain`: DER certificates of the key, the
 * signer's first; without them the bundle names the key by its hint. Throws `key-kind`, `too-large`, and what
 * `formatStatement` throws.
 */
export function signStatement(statement: Statement, key: SigningKey, chain: readonly Uint8Array[] = []): Uint8Array {
  refuseKeyKind(statement.predicateType, key);
  return formatBundle({
    mediaType: BUNDLE_MEDIA_TYPE,
    material:
      chain.length > 0 ? { kind: 'chain', ders: chain } : { kind: 'public-key', hint: key.pemHint, rawBytes: null },
    logEntries: [],
    timestamps: [],
    envelope: signPayload(formatStatement(statement), STATEMENT_PAYLOAD, [key]),
  });
}
