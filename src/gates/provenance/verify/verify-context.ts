import type { X509Certificate } from 'node:crypto';
import type { CertificateIdentity, VerifyingKey } from '../../../provenance/index.ts';
import type { Verification } from '../../../schema/index.ts';
import type { HashOptions } from '../hash-folder/hash-folder.ts';
import type { ReadPolicy } from '../policy/policy-file.ts';

/** Whom to trust in a verification, and what to look at besides the thing itself. */
export interface VerifyContext extends HashOptions {
  readonly keys: readonly VerifyingKey[];
  /** Certificates that are trusted to vouch for signers. */
  readonly roots: readonly X509Certificate[];
  /** Trusted root file of a Sigstore instance; null: signatures without a key are not checked. */
  readonly sigstoreRoot: string | null;
  /** Identities that may sign without a key, in addition to those of the policy. */
  readonly identities: readonly CertificateIdentity[];
  readonly policy: ReadPolicy | null;
  /** Files with the signature of a folder's or a file's content; if empty, those that are found. */
  readonly signatures: readonly string[];
  /** Further statements about it. */
  readonly statements: readonly string[];
  /** Files and folders that statements may name by digest, such as data and base model. */
  readonly alongside: readonly string[];
  /** Follow symbolic links that stay inside the folder. */
  readonly allowSymlinks: boolean;
  /** Time at which certificates must have been valid, in milliseconds since 1970; null: now. */
  readonly certificatesAt: number | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Public keys of logs in an evidence bundle. */
  readonly ledgerKeys?: readonly string[] | undefined;
}

/** A thing that was named for verification, seen from outside. */
export interface NamedThing {
  /** Path as given. */
  readonly path: string;
  readonly isFolder: boolean;
  /** The first bytes of a file, at most 64 KiB. */
  readonly head: Uint8Array;
}

/** A kind of thing that can be verified. */
export interface VerifiableKind {
  readonly kind: Verification['subject']['kind'];
  recognises(thing: NamedThing): boolean;
  /** Throws if the thing cannot be read; checks that fail are in the result. */
  verify(thing: NamedThing, options: VerifyContext): Promise<Verification>;
}
