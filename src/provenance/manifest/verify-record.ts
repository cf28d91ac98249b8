import type { VerificationCheck } from '../../schema/index.ts';
import { utf8 } from '../../tlog/index.ts';
import { isObject } from '../encoding/shape.ts';
import { parseStrictJson } from '../encoding/strict-json.ts';
import { PREDICATES } from '../statement.ts';
import { check } from '../verify/check.ts';
import type { StatementTrust, VerifiedStatement } from '../verify/trust.ts';
import { verifyStatement } from '../verify/verify-statement.ts';
import { checkRecord } from './check-record.ts';
import { manifestPredicate } from './manifest-predicate.ts';
import { type ManifestProof, readRecordProof } from './record-proof.ts';

/** Maximum size of a proof file: a record of 16 MiB and a manifest of 16 MiB, both in base64. */
export const MAX_PROOF_BYTES = 64 * 2 ** 20;

export interface VerifiedRecord {
  readonly proof: ManifestProof;
  readonly statement: VerifiedStatement;
  /** Checks of the record only, without those of the statement. */
  readonly checks: readonly VerificationCheck[];
}

/**
 * Returns the signed manifest in a proof file as the bytes of a separate file, for checking its certificates. Null if
 * the bytes are not a proof of a record; throws a `ProvenanceError` if they are not JSON.
 */
export function manifestInProof(bytes: Uint8Array): Uint8Array | null {
  const value = parseStrictJson(bytes, MAX_PROOF_BYTES, 'proof');
  return readRecordProof(value) === null || !isObject(value) ? null : utf8(JSON.stringify(value.manifest));
}

/**
 * Verifies a proof of one record from its bytes alone: the signature of the manifest under `trust`, and the record
 * against the manifest. Null if the bytes are not a proof; throws a `ProvenanceError` if they are not JSON.
 */
export function verifyRecord(path: string, bytes: Uint8Array, trust: StatementTrust): VerifiedRecord | null {
  const read = readRecordProof(parseStrictJson(bytes, MAX_PROOF_BYTES, 'proof'));
  if (read === null) return null;
  const manifestBytes = utf8(JSON.stringify(read.signed) ?? '');
  const verified = verifyStatement({ path, bytes: manifestBytes, atHand: [], trust });
  // The subject is the tree, which the record is compared with below; claims about other files are irrelevant here.
  const statement = {
    ...verified,
    checks: verified.checks.filter(({ check: name }) => name !== 'subject' && name !== 'claim'),
  };
  return { proof: read.proof, statement, checks: recordChecks(path, read.proof, verified, trust) };
}

function recordChecks(
  path: string,
  proof: ManifestProof,
  { statement }: VerifiedStatement,
  { sha256 }: StatementTrust,
): readonly VerificationCheck[] {
  // The statement's own checks say what is wrong.
  if (statement === null) return [];
  const manifest = statement.predicateType === PREDICATES.manifest ? manifestPredicate(statement.predicate) : null;
  if (manifest !== null) return checkRecord(sha256, proof, manifest);
  const detail = {
    en: 'The statement in the proof is not a manifest of records.',
    ja: '証明に含まれるステートメントは、レコードのマニフェストではありません。',
  };
  const values = { path, expected: PREDICATES.manifest, found: statement.predicateType };
  return [check('manifest', 'failed', detail, values)];
}
