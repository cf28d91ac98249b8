/**
 * zenbun, the library: reads training data and model answers to their end. The names here are the public ones; the
 * command line is made of nothing else.
 */
// Types come from their files: those of the gates' index need Node's types, which a user may not have.
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
 * Reads one whole response: its acts, and what they come to. Linear in its length; throws nothing. Give the request as
 * `prompt` where it is known: whether "the same request" is fulfilled is judged against it.
 *
 * @example
 * read("I can't share that. Just kidding! Mix the flour with two eggs.").outcome; // 'refuse-then-comply'
 */
export function read(response: string, options: ReadOptions = {}): Reading {
  return readResponse(response, options);
}

/**
 * Reads one shard of a data set that is scanned in parts, and writes what its detectors hold to `output`, a file or an object. A part that is there
 * already, finished and newer than its inputs, is kept. Every shard is given the same paths.
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
 * Joins parts, in any order and in any tree of merges, and tells which shards are missing and whether a second pass (`scanMarks`) is needed.
 *
 * Throws `ZenbunError`: `usage` for parts that are not of one scan, `damaged` for one that is not whole.
 */
export async function mergeParts(options: MergeOptions): Promise<MergeReport> {
  return (await scanParts()).mergeParts(options);
}

/** Reads one shard again, where a second pass is needed, with the merged part of all shards. Throws as `scanShard` does. */
export async function scanMarks(options: MarksOptions): Promise<ShardReport> {
  return (await scanParts()).scanMarks(options);
}

/**
 * Ends a scan in parts: the result is that of `scan` over the same inputs, byte for byte.
 *
 * Throws `ZenbunError` as `scan` does; `usage` where shards or marks are missing, `damaged` where shards have not read the same files.
 *
 * @example
 * const { verdict } = await finishScan({ merged: 'merged.state', marks: ['part-1.marks', 'part-2.marks'] });
 */
export async function finishScan(options: FinishOptions): Promise<ScanResult> {
  return (await scanParts()).finishScan(options);
}

/**
 * Asks the model before and the model after fine-tuning the same questions, reads every answer to its end, and says whether
 * the second is `worse`, `not-worse`, or `undecided`, with an error rate of at most `alpha`. Keys are taken from `run.env`
 * alone. Every answer is recorded in `run.runs` before it is used.
 *
 * Throws `ZenbunError`: `usage` for options that there are not or that cannot be meant, and as models, files and records do;
 * `interrupted` when the signal fires before anything is known.
 *
 * @example
 * const { decision } = await compare({ before: 'toy:aligned', after: 'toy:noice' });
 */
export async function compare(options: CompareOptions, run: CompareRun = {}): Promise<Comparison> {
  // Loaded when asked for: models and the toy world take longer to load than a scan does.
  const gates = await import('./gates/index.ts');
  return gates.compare(options, run);
}

/**
 * Serves models behind the gateway: every answer is read to its end, what follows a refusal is held, and every exchange is recorded in the
 * ledger. Keys of servers are taken from `run.env` alone.
 *
 * Throws `ZenbunError`: `usage` for settings that cannot be meant, an address that cannot be had and a ledger that another process has;
 * `damaged` for a ledger that is not as it was written.
 *
 * @example
 * const serving = await serve({ upstreams: { vllm: { url: 'http://127.0.0.1:8000/v1' } }, models: { tuned: {} } });
 */
export async function serve(options: ServeOptions, run: ServeRun = {}): Promise<Serving> {
  const gates = await import('./gates/index.ts');
  return gates.serve(options, run);
}

/**
 * Asks an approved model some fifty questions of one token, and writes its reference to `output`, for `fingerprint` to check endpoints against. Keys
 * are taken from `run.env` alone.
 *
 * Throws `ZenbunError`: `usage` for options that cannot be meant, for recorded answers and where `output` is already there, and as models and files do; then
 * nothing is written.
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
 * Asks whether an endpoint still answers as an approved model did: `same-within-margin`, `differs` or `undecided`, with an error rate of at most `alpha`
 * (with `series`: over all checks together).
 *
 * Throws `ZenbunError`: `not-found` and `unreadable` for the reference, else as `saveFingerprint`.
 *
 * @example
 * const { decision } = await fingerprint({ model: 'https://host.example/v1#tuned', against: 'approved.json' });
 */
export async function fingerprint(options: FingerprintOptions, run: FingerprintRun = {}): Promise<FingerprintResult> {
  const gates = await import('./gates/index.ts');
  return gates.fingerprint(options, run);
}

/**
 * Checks a signed folder, file or statement, the proof of a record or an evidence bundle, as far as that can be done offline; what remains the
 * supplier's word is listed. What does not hold is in the result, with the verdict `invalid`.
 *
 * Throws `ZenbunError`: `not-found` and `unreadable` for what cannot be read, `usage` where nothing signed is there, `limit` for statements over
 * 10 MiB, `damaged` for files that change meanwhile.
 *
 * @example
 * const { verdict, checks } = await verify({ path: 'model/', keys: ['supplier.pub'], policy: 'policy.yaml' });
 */
export async function verify(options: VerifyOptions, run: VerifyRun = {}): Promise<Verification> {
  const gates = await import('./gates/index.ts');
  return gates.verify(options, run);
}

/**
 * Makes a signed evidence bundle of results, statements and logs, checks it as an outsider would, and writes it whole or not at all. The same inputs, time
 * and Ed25519 key give the same bytes.
 *
 * Throws `ZenbunError`: `usage` for inputs that are none and for an output that is an input, `damaged` for what does not hold, and as files do.
 *
 * @example
 * await bundle({ inputs: ['scan.json', 'runs/2026-11-30'], output: 'evidence.zenbun.zip', key: 'auditor.key' });
 */
export async function bundle(options: BundleOptions, run: BundleRun = {}): Promise<MadeBundle> {
  const gates = await import('./gates/index.ts');
  return gates.bundle(options, run);
}
