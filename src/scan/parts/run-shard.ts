import { stat } from 'node:fs/promises';
import { fileSizes } from '../../dataset/index.ts';
import { DETECTORS } from '../../detectors/index.ts';
import { type ErrorCode, ZenbunError } from '../../errors.ts';
import { isObjectPlace, readStored, type StoredOptions, writeStored } from '../../files/index.ts';
import { interrupted } from '../inputs/interruptible.ts';
import { type OptionNames, requireKnownOptions } from '../known-options.ts';
import { planOutputs } from '../outputs/outputs.ts';
import { conclusionOf } from '../workers/conclusion.ts';
import { type CollectedPart, collectPart } from './collect-part.ts';
import { areSamePart, missingShards, ownHeader, requireOneScan, requireOwn, shardList } from './joinable.ts';
import { type InputList, listInputs } from './list-inputs.ts';
import type { PartHeader } from './part.ts';
import { PartLines, partEntries } from './part-lines.ts';
import { type ShardReading, ShardRun } from './read-shard.ts';
import { requireShard, type ShardNumber } from './shard-number.ts';
import { digestOfStates, writtenStates } from './states.ts';

export interface ShardOptions extends ShardReading {
  /** Files, folders, globs of the whole scan; the same for every shard. */
  readonly paths: readonly string[];
  readonly number: ShardNumber;
  readonly output: string;
  /** Minimum size in bytes of the ranges that files are divided into; default: 1 MiB. */
  readonly minRangeBytes?: number;
}

const SHARD_OPTIONS: OptionNames<ShardOptions> = {
  ...{ paths: true, number: true, output: true, minRangeBytes: true },
  ...{ format: true, map: true, limits: true, jobs: true, objects: true, signal: true, onProgress: true },
};

/** The outcome of running a shard. */
export interface ShardReport {
  readonly shard: number;
  readonly of: number;
  /** `kept`: a finished part of this shard already existed. */
  readonly outcome: 'written' | 'kept';
}

/**
 * Reads one shard of the inputs and writes the states of its detectors. Keeps an existing finished part with the same
 * header. Throws the errors of `scan`, and `usage` for inputs that cannot be read twice.
 */
export async function scanShard(options: ShardOptions): Promise<ShardReport> {
  requireKnownOptions(options, SHARD_OPTIONS, 'scanShard');
  await checkPlaces(options);
  const list = await listInputs(options.paths, options.number.of, options, options.minRangeBytes);
  const header = headerOf('states', list, options, null);
  return withRun(options, list, header, async (run) => {
    await run.read('read');
    const states = writtenStates(await run.engine.states());
    return async function* () {
      const lines = new PartLines();
      yield lines.header(header);
      yield* run.pieces(lines, true);
      for (const [detector, state] of states.entries()) yield lines.state(detector, state);
      yield lines.notes(run.notes());
      await run.requireUnchanged();
      yield lines.end().line;
    };
  });
}

export interface MarksOptions extends ShardOptions {
  /** The merged part of all shards. */
  readonly merged: string;
}

/**
 * Reads one shard again and writes the rows that detectors could mark only after seeing the whole set. Throws the
 * errors of `scanShard`; `usage` if the merged part is incomplete or belongs to other inputs, `damaged` if a file is
 * not what was read.
 */
export async function scanMarks(options: MarksOptions): Promise<ShardReport> {
  requireKnownOptions(options, { ...SHARD_OPTIONS, merged: true }, 'scanMarks');
  await checkPlaces(options);
  const list = await listInputs(options.paths, options.number.of, options, options.minRangeBytes);
  const merged = await collectPart(options.merged, options);
  requireMerged(merged);
  const header = headerOf('marks', list, options, digestOfStates(writtenStates(merged.states)));
  requireOneScan(merged.header, merged.path, header, `--shard ${options.number.shard}/${options.number.of}`);
  const { markings } = conclusionOf(DETECTORS, merged.states);
  return withRun(options, list, header, async (run) => {
    if (markings.length > 0) {
      await run.engine.beginSecondPass(markings);
      await run.read('second-pass');
    }
    return async function* () {
      const lines = new PartLines();
      yield lines.header(header);
      if (markings.length > 0) yield* run.pieces(lines, false);
      yield lines.notes({ ...run.notes(), unreadFiles: [], asideFiles: [] });
      await run.requireUnchanged();
      yield lines.end().line;
    };
  });
}

/** Throws `usage` for a part that does not hold the states of all shards. */
export function requireMerged({ header, path }: CollectedPart): void {
  requireOwn(header, path);
  const missing = missingShards(header);
  if (header.kind === 'states' && missing.length === 0) return;
  throw new ZenbunError(
    'usage',
    header.kind === 'marks'
      ? {
          en: `${path} is a part of the second pass, not the merged part`,
          ja: `${path} は 2 回目の読み取りのパートで、統合パートではありません`,
        }
      : {
          en: `${path} is not complete: shard ${shardList(missing)} of ${header.of} is missing`,
          ja: `${path} は完全ではありません（シャード ${shardList(missing)} がありません。全 ${header.of} シャード）`,
        },
    {
      advice: {
        en: 'Run the missing shards with `zenbun scan shard`, and merge again.',
        ja: '足りないシャードを `zenbun scan shard` で実行し、もう一度統合してください。',
      },
    },
  );
}

function headerOf(kind: PartHeader['kind'], list: InputList, options: ShardOptions, made: string | null): PartHeader {
  const { number, format = 'auto', map = null } = options;
  return {
    ...ownHeader(),
    kind,
    reading: { format, map: map === null ? null : { ...map } },
    listing: list.listing,
    versions: list.versions,
    of: number.of,
    shards: [number.shard],
    with: made,
  };
}

/** Runs first, so that mistakes in the call are reported before a long list of inputs is made. */
async function checkPlaces({ number, output, objects }: ShardOptions): Promise<void> {
  requireShard(number);
  await planOutputs([], { reports: [output], objects });
}

async function withRun(
  options: ShardOptions & { readonly merged?: string },
  list: InputList,
  header: PartHeader,
  work: (run: ShardRun) => Promise<() => AsyncGenerator<string>>,
): Promise<ShardReport> {
  const { number, output, signal } = options;
  const { merged } = options;
  const places = list.inputs.map(({ path }) => path);
  await planOutputs(merged === undefined ? places : [...places, merged], {
    reports: [output],
    objects: options.objects,
  });
  if ((await isFinished(output, header, options)) && (await isNewer(output, places)))
    return { ...number, outcome: 'kept' };
  const run = new ShardRun(list, number, options, options.minRangeBytes);
  const stop = () => void run.engine.close();
  signal?.addEventListener('abort', stop);
  try {
    const lines = await work(run);
    if (signal?.aborted) throw interrupted();
    await writeStored(output, lines(), options);
    return { ...number, outcome: 'written' };
  } catch (error) {
    if (signal?.aborted) throw interrupted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await run.close();
  }
}

/** Reports whether the output is newer than all given files; objects are identified by their versions instead. */
async function isNewer(output: string, places: readonly string[]): Promise<boolean> {
  const timeOf = (place: string) => stat(place).then(({ mtimeMs }) => mtimeMs);
  if (isObjectPlace(output)) return true;
  const made = await timeOf(output);
  for (const place of places) if (!isObjectPlace(place) && (await timeOf(place)) > made) return false;
  return true;
}

/** Errors for a file that is not a part, is incomplete, or is missing. */
const NOT_FINISHED: ReadonlySet<ErrorCode> = new Set(['damaged', 'unreadable', 'not-found']);

/**
 * Reports whether the existing part is complete and has the same header. A damaged part, or one of another scan, is
 * written again.
 */
async function isFinished(output: string, header: PartHeader, stored: StoredOptions): Promise<boolean> {
  // Pipes and devices cannot be inspected.
  if (!isObjectPlace(output) && (await fileSizes([output]))[0] === null) return false;
  try {
    for await (const entry of partEntries(readStored(output, stored), output))
      if (entry.kind === 'header' && !areSamePart(entry.header, header)) return false;
    return true;
  } catch (error) {
    if (error instanceof ZenbunError && NOT_FINISHED.has(error.code)) return false;
    throw error;
  }
}
