import { scan } from '../../scan/index.ts';
import type { Lang } from '../../schema/index.ts';
import { s3Objects } from '../../shipping/index.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { interruptible } from '../interruptible.ts';
import { progressBar } from '../terminal/scan-progress.ts';
import { streamedFile } from '../terminal/streamed-file.ts';
import { readingOptions, type ScanFlags } from './scan-flags.ts';
import { refuseTwoStreams, resultPlan } from './scan-reports.ts';

/** Files of rows. Like reports, each may go to standard output. */
const ROW_FILES = ['rows', 'clean', 'quarantine'] as const;

/** `zenbun scan`: reads, writes every requested file, prints the report, and only then determines the exit code. */
export async function scanCommand(paths: readonly string[], flags: ScanFlags, lang: Lang): Promise<number> {
  refuseTwoStreams(
    flags,
    ROW_FILES.map((name) => flags[name]),
  );
  const streamed = ROW_FILES.find((name) => flags[name] === '-');
  if (streamed === undefined) return scanAndReport(paths, flags, lang);
  return streamedFile((place) => scanAndReport(paths, { ...flags, [streamed]: place, quiet: true }, lang));
}

async function scanAndReport(paths: readonly string[], flags: ScanFlags, lang: Lang): Promise<number> {
  const objects = s3Objects(withDotEnv(process.env));
  const plan = await resultPlan(flags, lang, objects);
  const { clean, quarantine } = flags;
  const options = {
    paths,
    objects,
    ...readingOptions(flags),
    ...plan.options,
    ...(clean === undefined ? {} : { clean }),
    ...(quarantine === undefined ? {} : { quarantine }),
  };
  const bar = progressBar(lang, flags.quiet ?? false);
  const result = await interruptible((signal) => scan({ ...options, onProgress: bar.update, signal })).finally(
    bar.stop,
  );
  return plan.write(result);
}
