/**
 * Where data and models come from, as signed statements say it: in-toto statements in DSSE envelopes, bundles of OpenSSF Model Signing, hand-overs,
 * manifests of salted records, and the policy that says whose word counts. In: bytes, listings of folders, keys. Out: statements, and what of them
 * holds. Signatures and hashes are computed by what is passed in; no file, clock or key is read here.
 */
export type { Digest, FolderFile, FolderListing, KeyAlgorithm, SigningKey, VerifyingKey } from './ports.ts';
export {
  PREDICATES,
  STATEMENT_PAYLOAD,
  STATEMENT_TYPE,
  type Statement,
  type StatementSubject,
  TRAINING_BUILD_TYPE,
} from './statement.ts';
