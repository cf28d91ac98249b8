import type { CertificateIdentity } from '../../../provenance/index.ts';
import type { Verification } from '../../../schema/index.ts';
import { readCertificates } from '../certificates/certificate-file.ts';
import type { HashProgress } from '../hash-folder/hash-folder.ts';
import { readVerifyingKey } from '../keys/verifying-key-file.ts';
import { readPolicy } from '../policy/policy-file.ts';
import { verifyPath } from './verify-path.ts';

/** What to verify, and whom to trust. Keys, certificates and policies are files. */
export interface VerifyOptions {
  /** A folder, a file, a signed statement, a proof of a record, or an evidence bundle. */
  readonly path: string;
  /** Public keys of signers. */
  readonly keys?: readonly string[] | undefined;
  /** Certificates that may vouch for signers. */
  readonly roots?: readonly string[] | undefined;
  /** Trusted root of a Sigstore instance; without it, signatures without a key are not checked. */
  readonly sigstoreRoot?: string | undefined;
  /** Identities that may sign without a key. */
  readonly identities?: readonly CertificateIdentity[] | undefined;
  readonly policy?: string | undefined;
  /** Signatures of a folder's or file's content; if empty, those that are found beside it. */
  readonly signatures?: readonly string[] | undefined;
  /** Further statements about it. */
  readonly statements?: readonly string[] | undefined;
  /** Files and folders that statements may name by digest, such as data and base model. */
  readonly alongside?: readonly string[] | undefined;
  /** Public keys of the logs in an evidence bundle: `<name>+<hash>+<base64>`. */
  readonly ledgerKeys?: readonly string[] | undefined;
  /** Follow symbolic links that stay inside the folder. */
  readonly allowSymlinks?: boolean | undefined;
  /** Time at which certificates must have been valid, in milliseconds since 1970; now by default. */
  readonly at?: number | undefined;
  /** Maximum number of threads for hashing. */
  readonly jobs?: number | undefined;
}

/** Environment of a verification. */
export interface VerifyRun {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: HashProgress) => void) | undefined;
  /** Clock in milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Reads the keys, the certificates and the policy, and checks everything about the thing that can be checked locally.
 * Throws as `verifyPath` does, and `not-found` and `unreadable` for a key, a certificate or a policy.
 */
export async function verify(options: VerifyOptions, run: VerifyRun = {}): Promise<Verification> {
  const { path, policy, at = null, keys = [], roots = [], ...given } = options;
  const [read, certificates] = [keys.map((key) => readVerifyingKey(key)), roots.map(readCertificates)] as const;
  return verifyPath(path, {
    keys: await Promise.all(read),
    roots: (await Promise.all(certificates)).flat(),
    policy: policy === undefined ? null : await readPolicy(policy),
    identities: given.identities ?? [],
    sigstoreRoot: given.sigstoreRoot ?? null,
    signatures: given.signatures ?? [],
    statements: given.statements ?? [],
    alongside: given.alongside ?? [],
    allowSymlinks: given.allowSymlinks ?? false,
    certificatesAt: at,
    now: (run.now ?? Date.now)(),
    ledgerKeys: given.ledgerKeys,
    jobs: given.jobs,
    signal: run.signal,
    onProgress: run.onProgress,
  });
}
