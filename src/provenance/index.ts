/**
 * Where data and models come from, as signed statements say it: in-toto statements in DSSE envelopes, bundles of OpenSSF Model Signing, hand-overs,
 * manifests of salted records, and the policy that says whose word counts. In: bytes, listings of folders, keys. Out: statements, and what of them
 * holds. Signatures and hashes are computed by what is passed in; no file, clock or key is read here.
 */
export { type CustodyBreak, type CustodyChain, custodyOf, type SignedHandover } from './custody/custody.ts';
export { custodyChecks, handoversIn } from './custody/custody-checks.ts';
export { isSha256, toHex } from './encoding/hex.ts';
export { parseInstant } from './encoding/instant.ts';
export { parseStrictJson } from './encoding/strict-json.ts';
export {
  type Envelope,
  type EnvelopeSignature,
  formatEnvelope,
  MAX_ENVELOPE_BYTES,
  MAX_PAYLOAD_BYTES,
  parseEnvelope,
} from './envelope/envelope.ts';
export { preAuthEncoding } from './envelope/pae.ts';
export { type EnvelopeSigners, openEnvelope, signPayload } from './envelope/sign-payload.ts';
export { compareFolder } from './model-signing/compare-folder.ts';
export { type FolderSigning, readFolderSigning, type SignedResource } from './model-signing/folder-signing.ts';
export { isIgnored } from './model-signing/ignore-paths.ts';
export { compareNames } from './model-signing/resource-name.ts';
export { type FolderScope, folderDigest, folderStatement } from './model-signing/sign-folder.ts';
export { judgePolicy } from './policy/judge-policy.ts';
export {
  type CertificateIdentity,
  type OpenPolicyKey,
  POLICY_SCHEMA,
  type PolicySigner,
  type ProvenancePolicy,
  parsePolicy,
} from './policy/policy.ts';
export type { Digest, FolderFile, FolderListing, KeyAlgorithm, SigningKey, VerifyingKey } from './ports.ts';
export { type DataFacts, dataPredicate, readDataFacts } from './predicates/data-facts.ts';
export type { Dependency } from './predicates/dependency.ts';
export { type Handover, handoverPredicate, readHandover } from './predicates/handover.ts';
export { type ModelFacts, modelPredicate, readModelFacts } from './predicates/model-facts.ts';
export type { Party } from './predicates/party.ts';
export {
  PREDICATE_KINDS,
  type PredicateKind,
  type PredicateReading,
  predicateKind,
} from './predicates/predicate-kinds.ts';
export { readTrainingFacts, type TrainingFacts, trainingPredicate } from './predicates/training-facts.ts';
export { ProvenanceError, type ProvenanceRefusal } from './provenance-error.ts';
export { signStatement } from './sigstore/sign-statement.ts';
export { parseSignedFile, type SignedFile } from './sigstore/signed-file.ts';
export {
  BUNDLE_MEDIA_TYPE,
  formatBundle,
  type KeyMaterial,
  parseBundle,
  type SigstoreBundle,
} from './sigstore/sigstore-bundle.ts';
export { formatStatement, parseStatement } from './statement/parse-statement.ts';
export {
  PREDICATES,
  predicateName,
  STATEMENT_PAYLOAD,
  STATEMENT_TYPE,
  type Statement,
  type StatementSubject,
  TRAINING_BUILD_TYPE,
} from './statement.ts';
export { claimsOf, type StatementClaim } from './verify/claims.ts';
export type {
  CertificateOutcome,
  DigestAtHand,
  StatementSigner,
  StatementTrust,
  VerifiedStatement,
} from './verify/trust.ts';
export { verdictOf } from './verify/verdict.ts';
export {
  type FolderInput,
  folderSigningIn,
  folderSubject,
  type VerifiedFolder,
  verifyFolder,
} from './verify/verify-folder.ts';
export { type StatementInput, verifyStatement } from './verify/verify-statement.ts';
