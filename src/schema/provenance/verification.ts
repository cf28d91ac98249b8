import type { Message } from '../message.ts';

/** The kind of thing to be verified. */
export type VerifiedKind = 'folder' | 'file' | 'statement' | 'record' | 'bundle';

/**
 * One item that was examined. `passed` and `failed` were recomputed from bytes and signatures at hand. `claimed`:
 * somebody signed it, and nothing at hand can prove it (the supplier's word). `not-checked`: it could have been
 * checked, but was not; `detail` says why.
 */
export interface VerificationCheck {
  /** A stable name for the kind of check: `signature`, `file-digest`, `unsigned-file`, `policy-signer`, … */
  readonly check: string;
  readonly state: 'passed' | 'failed' | 'claimed' | 'not-checked';
  /** The subject of the check: a path inside the folder or bundle, or the path of the statement; null for the whole. */
  readonly path: string | null;
  /** One sentence, with both values if they differ. */
  readonly detail: Message;
  /** Both are set if a value was compared, otherwise null. */
  readonly expected: string | null;
  readonly found: string | null;
}

/** A statement that was opened, and who signed it. */
export interface OpenedStatement {
  /** The path of its file, or its path inside the bundle. */
  readonly path: string;
  /** SHA-256 of its payload, lower-case hex: hand-overs refer to each other by it. */
  readonly sha256: string;
  readonly predicateType: string;
  readonly subjects: readonly { readonly name: string; readonly sha256: string | null }[];
  /**
   * Keys that were given and whose signature fits: path or name of the key, and the SHA-256 of its SPKI (DER),
   * lower-case hex.
   */
  readonly signedBy: readonly { readonly name: string; readonly fingerprint: string }[];
  /** ISO 8601, as the statement says; null if it does not. Only the signer vouches for it. */
  readonly at: string | null;
}

/**
 * What `zenbun verify --json` writes. `valid`: everything that can be checked at hand was checked and holds, and a
 * given key, certificate or policy vouches for the signer. `invalid`: something does not hold. `incomplete`: nothing is
 * wrong, but something decisive was not checked.
 */
export interface Verification {
  readonly schema: 'zenbun.verify/1';
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  readonly verdict: 'valid' | 'invalid' | 'incomplete';
  readonly subject: {
    readonly kind: VerifiedKind;
    readonly path: string;
    /**
     * For a folder: the digest of OpenSSF Model Signing (SHA-256 over the digests of its files in order of name); for a
     * file: of its bytes.
     */
    readonly sha256: string | null;
    readonly files: number | null;
    readonly bytes: number | null;
  };
  /** SHA-256 of the policy file; null without one. */
  readonly policy: { readonly path: string; readonly sha256: string } | null;
  readonly statements: readonly OpenedStatement[];
  readonly checks: readonly VerificationCheck[];
}
