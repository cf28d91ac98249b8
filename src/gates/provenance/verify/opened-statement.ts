import type { DigestAtHand, FolderListing, StatementTrust, VerifiedStatement } from '../../../provenance/index.ts';
import { verifyFolder, verifyStatement } from '../../../provenance/index.ts';
import { sha256Bytes } from '../attest/hashed-subject.ts';
import type { ChainFault } from '../certificates/chain.ts';
import { certificateReading } from './certificate-outcome.ts';
import type { VerifyContext } from './verify-context.ts';

/** A file with a statement. */
export interface StatementFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

interface TrustReading {
  readonly trust: StatementTrust;
  readonly fault: ChainFault | null;
}

async function trustFor(
  { path, bytes }: StatementFile,
  isContent: boolean,
  options: VerifyContext,
): Promise<TrustReading> {
  const { outcome, fault } = await certificateReading(bytes, options);
  const { keys, now, statements, signatures } = options;
  // A statement that was only found beside the content may be by somebody whose key is not at hand; one that was named
  // must be by a given key.
  const isNamed = [...statements, ...signatures].includes(path);
  const otherSigners = isNamed || isContent ? ('failed' as const) : ('not-checked' as const);
  const policy = options.policy?.policy ?? null;
  const trust = { keys, certificate: outcome, policy, now, sha256: sha256Bytes, otherSigners };
  return { trust, fault };
}

/** Verifies a statement without the bytes of a folder. */
export async function openStatement(
  file: StatementFile,
  atHand: readonly DigestAtHand[],
  options: VerifyContext,
): Promise<VerifiedStatement> {
  const { trust, fault } = await trustFor(file, false, options);
  return named(verifyStatement({ ...file, atHand, trust }), fault);
}

/** Verifies a statement of OpenSSF Model Signing against a folder that was hashed. */
export async function openSigning(
  file: StatementFile,
  folder: string,
  listing: FolderListing,
  options: VerifyContext,
): Promise<VerifiedStatement> {
  const { trust, fault } = await trustFor(file, true, options);
  return named(verifyFolder({ ...file, folder, listing, trust }), fault);
}

/** Gives each reason for refusing a chain of certificates its own check name. */
function named<T extends VerifiedStatement>(verified: T, fault: ChainFault | null): T {
  if (fault === null) return verified;
  const checks = verified.checks.map((one) =>
    one.check === 'certificate' && one.state === 'failed' ? { ...one, check: `certificate-${fault}` } : one,
  );
  return { ...verified, checks };
}
