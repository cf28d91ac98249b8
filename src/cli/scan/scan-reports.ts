import { createHash } from 'node:crypto';
import { ZenbunError } from '../../errors.ts';
import { type ObjectStorage, writeStored } from '../../files/index.ts';
import { junitReport, markdownReport, sarifReport, terminalReport } from '../../report/index.ts';
import type { ScanOptions } from '../../scan/index.ts';
import type { FlaggedRow, Lang, ScanResult } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';
import { acceptedOf, type ScanReportFlags, shareOf, shownRowsOf } from './scan-flags.ts';

/** Maximum number of results that SARIF takes, so no more rows are kept for it. */
const SARIF_ROWS = 5000;

/** Options for producing a result, and how to write it. Mistyped flags are reported before anything is read. */
export interface ResultPlan {
  readonly options: Pick<ScanOptions, 'accept' | 'maxSkipped' | 'rows' | 'reports' | 'onFlaggedRow'>;
  /** Writes every requested file, prints the report, and returns the exit code. */
  readonly write: (result: ScanResult) => Promise<number>;
}

/** Plans a result. Throws `usage` for invalid flags. */
export async function resultPlan(flags: ScanReportFlags, lang: Lang, objects: ObjectStorage): Promise<ResultPlan> {
  const flagged: FlaggedRow[] = [];
  const show = flags.show === undefined ? undefined : shownRowsOf(flags.show);
  return {
    options: {
      accept: await acceptedOf(flags.accept),
      ...(flags.maxSkipped === undefined ? {} : { maxSkipped: shareOf(flags.maxSkipped) }),
      ...(flags.rows === undefined ? {} : { rows: flags.rows }),
      reports: reportPaths(flags).filter((path) => path !== '-'),
      ...(flags.sarif === undefined
        ? {}
        : { onFlaggedRow: (row) => void (flagged.length < SARIF_ROWS && flagged.push(row)) }),
    },
    async write(result) {
      await writeReports(result, flagged, flags, { lang, show, objects });
      if (result.verdict === 'block' || (result.verdict === 'review' && flags.failOn === 'review'))
        return EXIT.findings;
      return result.coverage.enough ? EXIT.done : EXIT.incomplete;
    },
  };
}

const reportPaths = ({ json, sarif, junit, md }: ScanReportFlags): string[] =>
  [json, sarif, junit, md].flatMap((path) => (path === undefined ? [] : [path]));

/** Throws `usage` if two results would go to standard output; `files` are the destinations of rows. */
export function refuseTwoStreams(flags: ScanReportFlags, files: readonly (string | undefined)[]): void {
  const streams = [...reportPaths(flags), ...files].filter((path) => path === '-');
  if (streams.length > 1)
    throw new ZenbunError('usage', {
      en: 'only one result can be written to standard output (-)',
      ja: '標準出力（-）に出力できる結果は 1 つだけです',
    });
}

interface ReportTarget {
  readonly lang: Lang;
  readonly show: number | undefined;
  readonly objects: ObjectStorage;
}

async function writeReports(
  result: ScanResult,
  rows: readonly FlaggedRow[],
  flags: ScanReportFlags,
  { lang, show, objects }: ReportTarget,
): Promise<void> {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
  const reports: [path: string | undefined, text: () => string][] = [
    [flags.json, () => `${JSON.stringify(result, null, 2)}\n`],
    [flags.sarif, () => sarifReport(result, { lang, rows, digest })],
    [flags.junit, () => junitReport(result, { lang, failOn: flags.failOn })],
    [flags.md, () => markdownReport(result, { lang })],
  ];
  for (const [path, text] of reports)
    if (path !== undefined) await (path === '-' ? writeStdout(text()) : writeStored(path, [text()], { objects }));
  const streamed = reports.some(([path]) => path === '-');
  if (flags.quiet || streamed) return;
  const style = terminalStyle(flags.color, process.env);
  await writeStdout(
    terminalReport(result, { lang, style, width: terminalWidth(), ...(show === undefined ? {} : { show }) }),
  );
}
