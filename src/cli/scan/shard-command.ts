import { type ScanOptions, scanParts } from '../../scan/index.ts';
import type { Lang, Message } from '../../schema/index.ts';
import { s3Objects } from '../../shipping/index.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { progressBar } from '../terminal/scan-progress.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { type ReadingFlags, readingOptions } from './scan-flags.ts';

export interface ShardFlags extends SharedFlags, ReadingFlags {
  /** `3/8`, `env` or `env/8`. */
  readonly shard: string;
  readonly out: string;
}

export interface MarksFlags extends ShardFlags {
  /** The merged part. */
  readonly with: string;
}

/** `zenbun scan shard`: reads one shard and writes its part. The exit code says only whether it finished. */
export async function shardCommand(paths: readonly string[], flags: ShardFlags, lang: Lang): Promise<number> {
  const { scanShard } = await scanParts();
  return run(paths, flags, lang, (options) => scanShard(options));
}

/** `zenbun scan marks`: reads one shard once more and writes its marks. */
export async function marksCommand(paths: readonly string[], flags: MarksFlags, lang: Lang): Promise<number> {
  const { scanMarks } = await scanParts();
  return run(paths, flags, lang, (options) => scanMarks({ ...options, merged: flags.with }));
}

type ScanParts = Awaited<ReturnType<typeof scanParts>>;

async function run(
  paths: readonly string[],
  flags: ShardFlags,
  lang: Lang,
  work: (options: Parameters<ScanParts['scanShard']>[0]) => ReturnType<ScanParts['scanShard']>,
): Promise<number> {
  const { shardNumberOf } = await scanParts();
  const number = shardNumberOf(flags.shard, process.env);
  const bar = progressBar(lang, flags.quiet ?? false);
  const onProgress: ScanOptions['onProgress'] = bar.update;
  const objects = s3Objects(withDotEnv(process.env));
  const options = { paths, objects, number, output: flags.out, ...readingOptions(flags), onProgress };
  const { shard, of, outcome } = await interruptible((signal) => work({ ...options, signal })).finally(bar.stop);
  if (!flags.quiet) await writeStdout(`${OUTCOME[outcome](shard, of, flags.out)[lang]}\n`);
  return EXIT.done;
}

const OUTCOME: Readonly<Record<'written' | 'kept', (shard: number, of: number, place: string) => Message>> = {
  written: (shard, of, place) => ({
    en: `Shard ${shard} of ${of} is finished: ${place}`,
    ja: `シャード ${shard}/${of} が完了しました：${place}`,
  }),
  kept: (shard, of, place) => ({
    en: `Shard ${shard} of ${of} was finished before, and is kept: ${place}`,
    ja: `シャード ${shard}/${of} はすでに完了しているため、そのまま使います：${place}`,
  }),
};
