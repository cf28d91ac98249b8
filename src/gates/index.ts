/**
 * Compositions that are also the library, such as `compare` (models, probes, conditions, record, audit → a comparison)
 * and `conditionsFromData` (a scan, then its requests read again). In: options and the outside resources they need.
 * Out: plain results. Nothing here reads argv or the environment, or prints. `scan` composes itself, in its own module.
 */

export type { LiveWatchStatus, RolloutStatus } from '../schema/index.ts';
export { bundle } from './bundle/bundle.ts';
export { type MadeBundle, makeBundle } from './bundle/make/make-bundle.ts';
export { verifyBundle } from './bundle/verify-bundle.ts';
export { type CompareProgress, compare } from './compare/compare.ts';
export { probesOf, SHIPPED_PROBES } from './compare/questions.ts';
export type { CompareFlags } from './compare/settings.ts';
export { conditionsFromData } from './conditions-from-data.ts';
export { type FolderView, viewFolder } from './console/view-folder.ts';
export { fingerprint, saveFingerprint } from './fingerprint/fingerprint.ts';
export type { FingerprintFlags } from './fingerprint/fingerprint-settings.ts';
export {
  type CountedLedgerCheck,
  checkLedger,
  type LogProgress,
} from './ledger/check-ledger.ts';
export {
  type ExchangeAnswer,
  type ExchangeTexts,
  exchangeTexts,
  type TextState,
} from './ledger/exchange-texts.ts';
export { exportedExchanges, isoTime } from './ledger/exported-exchange.ts';
export { firstSince } from './ledger/first-since.ts';
export { newWitnessKey } from './ledger/new-witness-key.ts';
export { openHead } from './ledger/open-head.ts';
export { openReader } from './ledger/open-reader.ts';
export { noRecord, recordProof } from './ledger/record-proof.ts';
export { type WitnessResult, witnessLedger } from './ledger/witness.ts';
export { loadOrganisms } from './organisms.ts';
export {
  type Attestation,
  type AttestOptions,
  attestFiles,
} from './provenance/attest/attest-files.ts';
export { attestHandover } from './provenance/attest/attest-handover.ts';
export { attestTraining } from './provenance/attest/attest-training.ts';
export { keylessSigner, keySigner, type StatementSignature } from './provenance/attest/statement-signer.ts';
export type { TrainerFacts } from './provenance/attest/trainer-facts.ts';
export { type CreatedBom, createBom } from './provenance/bom/create-bom.ts';
export { readCertificates } from './provenance/certificates/certificate-file.ts';
export type { HashProgress } from './provenance/hash-folder/hash-folder.ts';
export { newKeyPair } from './provenance/keys/new-key-pair.ts';
export { readSigningKey } from './provenance/keys/signing-key-file.ts';
export { readVerifyingKey } from './provenance/keys/verifying-key-file.ts';
export { type AttestedManifest, attestManifest } from './provenance/manifest/attest-manifest.ts';
export { type ErasedRecord, eraseManifestRecord } from './provenance/manifest/erase-record.ts';
export type { RecordChoice } from './provenance/manifest/find-record.ts';
export { type ProvedRecord, proveManifestRecord } from './provenance/manifest/prove-record.ts';
export { readPolicy } from './provenance/policy/policy-file.ts';
export { verify } from './provenance/verify/verify.ts';
export type { VerifyContext } from './provenance/verify/verify-context.ts';
export { verifyPath } from './provenance/verify/verify-path.ts';
export { lastDayAt } from './report/last-day.ts';
export { printPdf } from './report/print-pdf.ts';
export { readEvidence } from './report/read-evidence.ts';
export {
  type ControlAccess,
  type RolloutClient,
  rolloutClient,
  type SentOrder,
} from './rollout/client/control-client.ts';
export { type DrillReport, runDrill } from './rollout/drill/run-drill.ts';
export { type HistoryEntry, rolloutHistory } from './rollout/history/rollout-history.ts';
export { MOST_PAIRS } from './rollout/preview/metric-outlook.ts';
export { previewRollouts, type RolloutPreview } from './rollout/preview/rollout-preview.ts';
export { type ReplayedModel, replayLedgers } from './rollout/replay-ledgers.ts';
export { secretOf } from './secret-of.ts';
export { addressOf } from './serve/address.ts';
export { isConfigFault, serve } from './serve/serve.ts';
export type { ServeOptions } from './serve/serve-options.ts';
export type { Serving } from './serve/serving.ts';
export { checkRun } from './tuning/check-run.ts';
export { sendAlarm } from './watch/alarm-webhook.ts';
export { watchClient } from './watch/live/watch-client.ts';
export { readReference, referenceSha256, referenceText } from './watch/reference-file.ts';
export { type LogsSummary, referenceFromLogs, type WatchedLogs, watchLogs } from './watch/watch-logs.ts';
