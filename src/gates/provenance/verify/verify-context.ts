import type { X509Certificate } from 'node:crypto';
import type { CertificateIdentity, VerifyingKey } from '../../../provenance/index.ts';
import type { Verification } from '../../../schema/index.ts';
import type { HashOptions } from '../hash-folder/hash-folder.ts';
import type { ReadPolicy } from '../policy/policy-file.ts';

/** On whose word a thing is believed, and what is looked at beside it. */
export interface VerifyContext extends HashOptions {
  readonly keys: readonly VerifyingKey[];
  /** Certificates that are trusted to vouch for signers. */
  readonly roots: readonly X509Certificate[];
  /** Trusted root file of a Sigstore instance; null: signatures without a key are not checked. */
  readonly sigstoreRoot: string | null;
  /** Who may sign without a key, beside those of the policy. */
  readonly identities: readonly CertificateIdentity[];
  readonly policy: ReadPolicy | null;
  /** Files with the signature of a folder's or a file's content; none: those that are found. */
  readonly signatures: readonly string[];
  /** Further statements about it. */
  readonly statements: readonly string[];
  /** Files and folders that statements may name by digest, such as data and base model. */
  readonly alongside: readonly string[];
  /** Follow symbolic links that stay inside of the folder. */
  readonly allowSymlinks: boolean;
  /** When certificates must have been valid, milliseconds since 1970; null: now. */
  readonly certificatesAt: number | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Public keys of logs in an evidence bundle. */
  readonly ledgerKeys?: readonly string[] | undefined;
}

/** What was named to be verified, looked at from outside. */
export interface NamedThing {
  /** As it was given. */
  readonly path: string;
  readonly isFolder: boolean;
  /** The first bytes of a file, at most 64 KiB. */
  readonly head: Uint8Array;
}

/** A kind of thing that can be verified. */
export interface VerifiableKind {
  readonly kind: Verification['subject']['kind'];
  recognises(thing: NamedThing): boolean;
  /** Throws where it cannot be read; what does not hold is in the result. */
  verify(thing: NamedThing, options: VerifyContext): Promise<Verification>;
}
