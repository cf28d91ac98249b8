import { type StatementTrust, type VerifiedStatement, verifyStatement } from '../../provenance/index.ts';
import type { BundleTrust } from './bundle-reader.ts';

/** Opens a signed file of a bundle; its certificates are checked if the caller supplied `openStatement`. */
export function openPart(
  path: string,
  bytes: Uint8Array,
  otherSigners: NonNullable<StatementTrust['otherSigners']>,
  trust: BundleTrust,
): Promise<VerifiedStatement> {
  if (trust.openStatement !== undefined) return trust.openStatement({ path, bytes }, otherSigners);
  const { keys, policy, now, sha256, atHand = [] } = trust;
  const own = { keys, policy, now, sha256, certificate: null, otherSigners };
  return Promise.resolve(verifyStatement({ path, bytes, atHand, trust: own }));
}
