import type { Message, OpenedStatement, VerificationCheck } from '../../schema/index.ts';
import type { ProvenancePolicy } from '../policy/policy.ts';
import type { Digest, VerifyingKey } from '../ports.ts';
import type { Statement } from '../statement.ts';

/** The outcome of checking a bundle's certificates, reported by a caller that can read X.509. */
export interface CertificateOutcome {
  /** `passed`: a given root vouches for it at the time in question, and for Sigstore also the log. */
  readonly state: 'passed' | 'failed' | 'not-checked';
  /** The signer's key, from the first certificate; null if it could not be read. */
  readonly key: VerifyingKey | null;
  readonly identity: string | null;
  readonly issuer: string | null;
  /** One sentence. */
  readonly detail: Message;
}

/** The basis for trusting a statement: keys, certificates, a policy and a clock. */
export interface StatementTrust {
  readonly keys: readonly VerifyingKey[];
  /** Outcome for this bundle; null if it has no certificate or none was checked. */
  readonly certificate: CertificateOutcome | null;
  readonly policy: ProvenancePolicy | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly sha256: Digest;
  /**
   * State of a signature that matches none of the given keys and does not claim to be by one of them; default:
   * `failed`.
   */
  readonly otherSigners?: 'failed' | 'not-checked';
}

/** A signer whose signature is valid. */
export interface StatementSigner {
  readonly name: string;
  readonly fingerprint: string;
  /** The identity named by the certificate, if a given root vouches for it; else null. */
  readonly identity: string | null;
  readonly issuer: string | null;
  /** The reason the signer's word counts; null if nothing that was given vouches for it. */
  readonly vouchedBy: 'key' | 'certificate' | 'policy' | null;
}

/** A statement with all checks made. */
export interface VerifiedStatement {
  readonly path: string;
  /** Null if it could not be read. */
  readonly statement: Statement | null;
  readonly opened: OpenedStatement | null;
  readonly signers: readonly StatementSigner[];
  readonly checks: readonly VerificationCheck[];
}

/** A file or folder whose digest was computed from its bytes. */
export interface DigestAtHand {
  readonly name: string;
  /** For a folder, the digest of OpenSSF Model Signing. Lower-case hex. */
  readonly sha256: string;
}
