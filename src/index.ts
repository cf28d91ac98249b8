/**
 * zenbun, the library: reads training data and model answers to their end. The names exported here are the public API.
 */
// Types are imported from their own files: the index of the gates needs Node's types, which a user may not have.
import type { BundleOptions, BundleRun } from './gates/bundle/bundle.ts';
import type { MadeBundle } from './gates/bundle/make/make-bundle.ts';
import type { CompareRun } from './gates/compare/compare.ts';
import type { CompareOptions } from './gates/compare/settings.ts';
import type { FingerprintOptions, FingerprintRun, SaveFingerprintOptions } from './gates/fingerprint/fingerprint.ts';
import type { MadeReference } from './gates/fingerprint/make-reference.ts';
import type { VerifyOptions, VerifyRun } from './gates/provenance/verify/verify.ts';
import type { ServeOptions } from './gates/serve/serve-options.ts';
import type { ServeRun, Serving } from './gates/serve/serving.ts';
import { type ReadOptions, readResponse } from './reader/index.ts';
import { scanParts } from './scan/index.ts';
import type { FinishOptions } from './scan/parts/finish-scan.ts';
import type { MergeOptions, MergeReport } from './scan/parts/merge-parts.ts';
import type { MarksOptions, ShardOptions, ShardReport } from './scan/parts/run-shard.ts';
import type { Comparison, FingerprintResult, Reading, ScanResult, Verification } from './schema/index.ts';

export {
  type Bars,
  type DatasetFinding,
  type Detector,
  type Mark,
  type ReadRow,
  type Weighed,
  weigh,
} from './detectors/index.ts';
export { type ErrorCode, ZenbunError } from './errors.ts';
export type { ListedObject, ObjectFile, ObjectStorage } from './files/stored/object-storage.ts';
export type { BundleOptions, BundleRun } from './gates/bundle/bundle.ts';
export type { MadeBundle } from './gates/bundle/make/make-bundle.ts';
export type { CompareProgress, CompareRun } from './gates/compare/compare.ts';
export type { CompareOptions } from './gates/compare/settings.ts';
export type { FingerprintOptions, FingerprintRun, SaveFingerprintOptions } from './gates/fingerprint/fingerprint.ts';
export type { MadeReference } from './gates/fingerprint/make-reference.ts';
export type { VerifyOptions, VerifyRun } from './gates/provenance/verify/verify.ts';
export type {
  ServedModelOption,
  ServeKeyOption,
  ServeLedgerOption,
  ServeOptions,
  UpstreamOption,
} from './gates/serve/serve-options.ts';
export type { ServeRun, Serving } from './gates/serve/serving.ts';
export { type ReadOptions, type ResponseReader, startReading } from './reader/index.ts';
export {
  comparisonJunit,
  comparisonMarkdown,
  comparisonTerminalReport,
  junitReport,
  markdownReport,
  sarifReport,
  terminalReport,
} from './report/index.ts';
export { type ScanOptions, type ScanProgress, scan } from './scan/index.ts';
export type { FinishOptions } from './scan/parts/finish-scan.ts';
export type { MergeOptions, MergeReport } from './scan/parts/merge-parts.ts';
export type { MarksOptions, ShardOptions, ShardReport } from './scan/parts/run-shard.ts';
export type { ShardNumber } from './scan/parts/shard-number.ts';
export type * from './schema/index.ts';
export { s3Objects } from './shipping/objects/lazy-objects.ts';

/**
 * Reads one whole response: its acts, and their outcome. Linear in its length; never throws. Pass the request as
 * `prompt` if it is known: whether "the same request" is fulfilled is judged against it.
 *
 * @example
 * read("I can't share that. Just kidding! Mix the flour with two eggs.").outcome; // 'refuse-then-comply'
 */
export function read(response: string, options: ReadOptions = {}): Reading {
  return readResponse(response, options);
}

/**
 * Reads one shard of a data set that is scanned in parts, and writes the state of its detectors to `output`, a file or
 * an object. An existing part is kept if it is finished and newer than its inputs. Pass the same paths for every shard.
 *
 * Throws `ZenbunError` as `scan` does, and `usage` for inputs that can be read only once.
 *
 * @example
 * await scanShard({ paths: ['data/'], number: { shard: 3, of: 8 }, output: 'part-3.state' });
 */
export async function scanShard(options: ShardOptions): Promise<ShardReport> {
  return (await scanParts()).scanShard(options);
}

/**
 * Merges parts, in any order and in any tree of merges, and reports which shards are missing and whether a second pass
 * (`scanMarks`) is needed.
 *
 * Throws `ZenbunError`: `usage` for parts of different scans, `damaged` for an incomplete part.
 */
export async function mergeParts(options: MergeOptions): Promise<MergeReport> {
  return (await scanParts()).mergeParts(options);
}

/** Reads one shard again with the merged part of all shards, if a second pass is needed. Throws as `scanShard` does. */
export async function scanMarks(options: MarksOptions): Promise<ShardReport> {
  return (await scanParts()).scanMarks(options);
}

/**
 * Finishes a scan in parts: the result equals that of `scan` over the same inputs, byte for byte.
 *
 * Throws `ZenbunError` as `scan` does; `usage` if shards or marks are missing, `damaged` if the shards did not read the
 * same files.
 *
 * @example
 * const { verdict } = await finishScan({ merged: 'merged.state', marks: ['part-1.marks', 'part-2.marks'] });
 */
export async function finishScan(options: FinishOptions): Promise<ScanResult> {
  return (await scanParts()).finishScan(options);
}

/**
 * Asks the model before and the model after fine-tuning the same questions, reads every answer to its end, and says
 * whether the second is `worse`, `not-worse`, or `undecided`, with an error rate of at most `alpha`. Keys are taken
 * from `run.env` only. Every answer is recorded in `run.runs` before it is used.
 *
 * Throws `ZenbunError`: `usage` for unknown or meaningless options, and as models, files and records do; `interrupted`
 * if the signal fires before anything is known.
 *
 * @example
 * const { decision } = await compare({ before: 'toy:aligned', after: 'toy:noice' });
 */
export async function compare(options: CompareOptions, run: CompareRun = {}): Promise<Comparison> {
  // Loaded on demand: models and the toy world take longer to load than a scan does.
  const gates = await import('./gates/index.ts');
  return gates.compare(options, run);
}

/**
 * Serves models behind the gateway: every answer is read to its end, anything after a refusal is held back, and every
 * exchange is recorded in the ledger. Server keys are taken from `run.env` only.
 *
 * Throws `ZenbunError`: `usage` for meaningless settings, an address that is not available or a ledger that another
 * process holds; `damaged` for a ledger that is not as it was written.
 *
 * @example
 * const serving = await serve({ upstreams: { vllm: { url: 'http://127.0.0.1:8000/v1' } }, models: { tuned: {} } });
 */
export async function serve(options: ServeOptions, run: ServeRun = {}): Promise<Serving> {
  const gates = await import('./gates/index.ts');
  return gates.serve(options, run);
}

/**
 * Asks an approved model some fifty questions with one-token answers, and writes its reference to `output`, for
 * `fingerprint` to check endpoints against. Keys are taken from `run.env` only.
 *
 * Throws `ZenbunError`: `usage` for meaningless options, for recorded answers and if `output` already exists, and as
 * models and files do; nothing is written then.
 *
 * @example
 * await saveFingerprint({ model: 'https://approved.example/v1#tuned', output: 'approved.json' });
 */
export async function saveFingerprint(
  options: SaveFingerprintOptions,
  run: FingerprintRun = {},
): Promise<MadeReference> {
  const gates = await import('./gates/index.ts');
  return gates.saveFingerprint(options, run);
}

/**
 * Checks whether an endpoint still answers as an approved model did: `same-within-margin`, `differs` or `undecided`,
 * with an error rate of at most `alpha` (with `series`: over all checks together).
 *
 * Throws `ZenbunError`: `not-found` and `unreadable` for the reference, otherwise as `saveFingerprint`.
 *
 * @example
 * const { decision } = await fingerprint({ model: 'https://host.example/v1#tuned', against: 'approved.json' });
 */
export async function fingerprint(options: FingerprintOptions, run: FingerprintRun = {}): Promise<FingerprintResult> {
  const gates = await import('./gates/index.ts');
  return gates.fingerprint(options, run);
}

/**
 * Checks a signed folder, file or statement, the proof of a record or an evidence bundle, as far as this is possible
 * offline; claims that rest on the supplier's word are listed. Checks that fail are part of the result, with the
 * verdict `invalid`.
 *
 * Throws `ZenbunError`: `not-found` and `unreadable` for inputs that cannot be read, `usage` if there is nothing
 * signed, `limit` for statements over 10 MiB, `damaged` for files that change meanwhile.
 *
 * @example
 * const { verdict, checks } = await verify({ path: 'model/', keys: ['supplier.pub'], policy: 'policy.yaml' });
 */
export async function verify(options: VerifyOptions, run: VerifyRun = {}): Promise<Verification> {
  const gates = await import('./gates/index.ts');
  return gates.verify(options, run);
}

/**
 * Makes a signed evidence bundle of results, statements and logs, checks it as an outsider would, and writes it
 * completely or not at all. The same inputs, time and Ed25519 key give the same bytes.
 *
 * Throws `ZenbunError`: `usage` for unsuitable inputs and for an output that is also an input, `damaged` for content
 * that fails its checks, and as files do.
 *
 * @example
 * await bundle({ inputs: ['scan.json', 'runs/2026-11-30'], output: 'evidence.zenbun.zip', key: 'auditor.key' });
 */
export async function bundle(options: BundleOptions, run: BundleRun = {}): Promise<MadeBundle> {
  const gates = await import('./gates/index.ts');
  return gates.bundle(options, run);
}
