/** Computes SHA-256, 32 bytes. */
export type Digest = (bytes: Uint8Array) => Uint8Array;

/** Signature algorithms of keys. OpenSSF Model Signing allows only the three ECDSA ones. */
export type KeyAlgorithm = 'ecdsa-p256' | 'ecdsa-p384' | 'ecdsa-p521' | 'ed25519';

/** A key that somebody trusts, used for verification. */
export interface VerifyingKey {
  /** For people: the path of its file, or its name in a policy. */
  readonly name: string;
  readonly algorithm: KeyAlgorithm;
  /** SHA-256 of the SPKI in DER, lower-case hex; identifies the key in policies and results. */
  readonly fingerprint: string;
  /** SHA-256 of the SPKI in PEM (with its line breaks), lower-case hex: the hint of OpenSSF Model Signing. */
  readonly pemHint: string;
  /** SPKI in PEM. */
  readonly pem: string;
  /**
   * Verifies a signature. ECDSA signatures are DER, with SHA-256 (P-256), SHA-384 (P-384) or SHA-512 (P-521). Never
   * throws.
   */
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** A key that can sign. */
export interface SigningKey extends VerifyingKey {
  sign(message: Uint8Array): Uint8Array;
}

/** A file of a folder. */
export interface FolderFile {
  /** Path relative to the folder, with `/`, in Unicode as reported by the file system. */
  readonly name: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/** The hashed content of a folder. */
export interface FolderListing {
  /** Sorted by the UTF-8 bytes of their names. */
  readonly files: readonly FolderFile[];
  /** Names that were left out because of the ignore paths. */
  readonly ignored: readonly string[];
}
