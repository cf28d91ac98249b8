/**
 * The provenance of data and models, as stated by signed statements: in-toto statements in DSSE envelopes, bundles of
 * OpenSSF Model Signing, hand-overs, manifests of salted records, and the policy that decides whose word counts. In:
 * bytes, folder listings, keys. Out: statements, and which of their contents hold. Signatures and hashes are computed
 * by functions passed in; no file, clock or key is read here.
 */
export { custodyChecks } from './custody/custody-checks.ts';
export { isSha256, toHex } from './encoding/hex.ts';
export { parseInstant } from './encoding/instant.ts';
export { parseStrictJson } from './encoding/strict-json.ts';
export { formatEnvelope, MAX_ENVELOPE_BYTES } from './envelope/envelope.ts';
export { signPayload } from './envelope/sign-payload.ts';
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
  type OpenedRecord,
  proveRecord,
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
export { MAX_PROOF_BYTES, manifestInProof, verifyRecord } from './manifest/verify-record.ts';
export type { FolderSigning } from './model-signing/folder-signing.ts';
export { compareNames } from './model-signing/resource-name.ts';
export { folderDigest, folderDigests, folderStatement } from './model-signing/sign-folder.ts';
export { judgePolicy } from './policy/judge-policy.ts';
export { type CertificateIdentity, POLICY_SCHEMA, type ProvenancePolicy, parsePolicy } from './policy/policy.ts';
export type { Digest, FolderFile, FolderListing, KeyAlgorithm, SigningKey, VerifyingKey } from './ports.ts';
export { type DataFacts, dataPredicate } from './predicates/data-facts.ts';
export type { Dependency } from './predicates/dependency.ts';
export { handoverPredicate } from './predicates/handover.ts';
export { type ModelFacts, modelPredicate } from './predicates/model-facts.ts';
export { PREDICATE_KINDS } from './predicates/predicate-kinds.ts';
export { readTrainingFacts, type TrainingFacts, trainingPredicate } from './predicates/training-facts.ts';
export { ProvenanceError } from './provenance-error.ts';
export { signStatement } from './sigstore/sign-statement.ts';
export { parseSignedFile } from './sigstore/signed-file.ts';
export { parseBundle } from './sigstore/sigstore-bundle.ts';
export { formatStatement, parseStatement } from './statement/parse-statement.ts';
export {
  PREDICATES,
  predicateName,
  STATEMENT_PAYLOAD,
  STATEMENT_TYPE,
  type Statement,
  type StatementSubject,
} from './statement.ts';
export type { CertificateOutcome, DigestAtHand, StatementTrust, VerifiedStatement } from './verify/trust.ts';
export { isDeciding, verdictOf } from './verify/verdict.ts';
export { folderSigningIn, folderSubject, verifyFolder } from './verify/verify-folder.ts';
export { verifyStatement } from './verify/verify-statement.ts';
