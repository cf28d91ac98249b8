/** SHA-256 of these bytes, 32 bytes. */
export type Digest = (bytes: Uint8Array) => Uint8Array;

/** What a key can sign with. OpenSSF Model Signing allows the three of ECDSA only. */
export type KeyAlgorithm = 'ecdsa-p256' | 'ecdsa-p384' | 'ecdsa-p521' | 'ed25519';

/** A key that somebody trusts, and what it can check. */
export interface VerifyingKey {
  /** For people: the path of its file, or a name that a policy gives it. */
  readonly name: string;
  readonly algorithm: KeyAlgorithm;
  /** SHA-256 of the SPKI in DER, lower-case hex: what policies and results name a key by. */
  readonly fingerprint: string;
  /** SHA-256 of the SPKI in PEM (with its line breaks), lower-case hex: the hint of OpenSSF Model Signing. */
  readonly pemHint: string;
  /** SPKI in PEM. */
  readonly pem: string;
  /** ECDSA signatures are DER, with SHA-256 (P-256), SHA-384 (P-384) or SHA-512 (P-521); never throws. */
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** A key that signs. */
export interface SigningKey extends VerifyingKey {
  sign(message: Uint8Array): Uint8Array;
}

/** A file of a folder. */
export interface FolderFile {
  /** Relative to the folder, with `/`, in Unicode as the file system gives it. */
  readonly name: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/** What stands in a folder, hashed. */
export interface FolderListing {
  /** By name, in order of their UTF-8 bytes. */
  readonly files: readonly FolderFile[];
  /** Names that were left out, as the ignore paths say. */
  readonly ignored: readonly string[];
}
