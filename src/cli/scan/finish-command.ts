import { scanParts } from '../../scan/index.ts';
import type { Lang } from '../../schema/index.ts';
import { s3Objects } from '../../shipping/index.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { interruptible } from '../interruptible.ts';
import { streamedFile } from '../terminal/streamed-file.ts';
import type { ScanReportFlags } from './scan-flags.ts';
import { refuseTwoStreams, resultPlan } from './scan-reports.ts';

/** `zenbun scan finish`: produces the result of a scan in parts, with the reports and the exit code of `scan`. */
export async function finishCommand(
  merged: string,
  marks: readonly string[],
  flags: ScanReportFlags,
  lang: Lang,
): Promise<number> {
  refuseTwoStreams(flags, [flags.rows]);
  if (flags.rows !== '-') return finishAndReport(merged, marks, flags, lang);
  return streamedFile((rows) => finishAndReport(merged, marks, { ...flags, rows, quiet: true }, lang));
}

async function finishAndReport(
  merged: string,
  marks: readonly string[],
  flags: ScanReportFlags,
  lang: Lang,
): Promise<number> {
  const { finishScan } = await scanParts();
  const objects = s3Objects(withDotEnv(process.env));
  const plan = await resultPlan(flags, lang, objects);
  return plan.write(await interruptible((signal) => finishScan({ merged, marks, objects, ...plan.options, signal })));
}
