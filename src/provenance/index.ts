/**
 * Where data and models come from, as signed statements say it: in-toto statements in DSSE envelopes, bundles of OpenSSF Model Signing, hand-overs,
 * manifests of salted records, and the policy that says whose word counts. In: bytes, listings of folders, keys. Out: statements, and what of them
 * holds. Signatures and hashes are computed by what is passed in; no file, clock or key is read here.
 */

export { checkRecord } from './manifest/check-record.ts';
export {
  fileOfRecord,
  MANIFEST_COMMITMENT,
  MANIFEST_TREE,
  type ManifestFile,
  type ManifestPredicate,
  manifestPredicate,
  type UncommittedRecord,
} from './manifest/manifest-predicate.ts';
export { RECORD_DOMAIN, recordCommitment, SALT_BYTES } from './manifest/record-commitment.ts';
export {
  commitmentLeaf,
  isRecordProof,
  type OpenedRecord,
  proveRecord,
  type RecordProof,
  readRecordProof,
  recordProofJson,
} from './manifest/record-proof.ts';
export {
  erasedBetween,
  rootSeed,
  SALT_LEVELS,
  type SaltSeed,
  saltAt,
  saltsInOrder,
  seedsWithout,
} from './manifest/salt-tree.ts';
export type { Digest, FolderFile, FolderListing, KeyAlgorithm, SigningKey, VerifyingKey } from './ports.ts';
export {
  PREDICATES,
  STATEMENT_PAYLOAD,
  STATEMENT_TYPE,
  type Statement,
  type StatementSubject,
  TRAINING_BUILD_TYPE,
} from './statement.ts';
