import type { Message, OpenedStatement, VerificationCheck } from '../../schema/index.ts';
import type { ProvenancePolicy } from '../policy/policy.ts';
import type { Digest, VerifyingKey } from '../ports.ts';
import type { Statement } from '../statement.ts';

/** What became of the certificates of a bundle; whoever can read X.509 says so. */
export interface CertificateOutcome {
  /** `passed`: a given root vouches for it at the time in question, and of Sigstore the log too. */
  readonly state: 'passed' | 'failed' | 'not-checked';
  /** The signer's key, from the first certificate; null where it could not be read. */
  readonly key: VerifyingKey | null;
  readonly identity: string | null;
  readonly issuer: string | null;
  /** One sentence. */
  readonly detail: Message;
}

/** On whose word a statement is believed, and by which clock. */
export interface StatementTrust {
  readonly keys: readonly VerifyingKey[];
  /** Of this bundle; null where it has none or nobody looked. */
  readonly certificate: CertificateOutcome | null;
  readonly policy: ProvenancePolicy | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly sha256: Digest;
  /** What a signature comes to that fits none of the given keys and does not claim to be by one: `failed` unless said otherwise. */
  readonly otherSigners?: 'failed' | 'not-checked';
}

/** A signer whose signature fits. */
export interface StatementSigner {
  readonly name: string;
  readonly fingerprint: string;
  /** Whom its certificate names, where a given root vouches for that; else null. */
  readonly identity: string | null;
  readonly issuer: string | null;
  /** What makes its word count; null: nothing that was given. */
  readonly vouchedBy: 'key' | 'certificate' | 'policy' | null;
}

/** A statement with all that was looked at. */
export interface VerifiedStatement {
  readonly path: string;
  /** Null where it could not be read. */
  readonly statement: Statement | null;
  readonly opened: OpenedStatement | null;
  readonly signers: readonly StatementSigner[];
  readonly checks: readonly VerificationCheck[];
}

/** A file or folder whose digest was computed from its bytes. */
export interface DigestAtHand {
  readonly name: string;
  /** Of a folder: that of OpenSSF Model Signing. Lower-case hex. */
  readonly sha256: string;
}
