/**
 * zenbun, the library: reads training data and model answers to their end. The names here are the public ones; the
 * command line is made of nothing else.
 */
// Types come from their files: those of the gates' index need Node's types, which a user may not have.
import type { CompareRun } from './gates/compare/compare.ts';
import type { CompareOptions } from './gates/compare/settings.ts';
import type { ServeOptions } from './gates/serve/serve-options.ts';
import type { ServeRun, Serving } from './gates/serve/serving.ts';
import { type ReadOptions, readResponse } from './reader/index.ts';
import { scanParts } from './scan/index.ts';
import type { FinishOptions } from './scan/parts/finish-scan.ts';
import type { MergeOptions, MergeReport } from './scan/parts/merge-parts.ts';
import type { MarksOptions, ShardOptions, ShardReport } from './scan/parts/run-shard.ts';
import type { Comparison, Reading, ScanResult } from './schema/index.ts';

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
export type { CompareProgress, CompareRun } from './gates/compare/compare.ts';
export type { CompareOptions } from './gates/compare/settings.ts';
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
