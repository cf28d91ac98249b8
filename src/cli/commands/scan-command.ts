import { createHash } from 'node:crypto';
import { FORMAT_NAMES, type FormatName, parseColumnMap } from '../../dataset/index.ts';
import { ZenbunError } from '../../errors.ts';
import { type ObjectStorage, writeStored } from '../../files/index.ts';
import { junitReport, markdownReport, sarifReport, terminalReport } from '../../report/index.ts';
import { type ScanOptions, scan } from '../../scan/index.ts';
import type { AcceptedFinding, FlaggedRow, Lang, ScanResult } from '../../schema/index.ts';
import { s3Objects } from '../../shipping/index.ts';
import { withDotEnv } from '../config/dot-env.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { progressBar } from '../terminal/scan-progress.ts';
import { writeStdout } from '../terminal/stdout.ts';
import { streamedFile } from '../terminal/streamed-file.ts';
import { terminalStyle, terminalWidth } from '../terminal/style.ts';

export interface ScanFlags extends SharedFlags {
  readonly format: string;
  readonly map?: string;
  readonly failOn: 'review' | 'block';
  /** As typed (`1%`), or from the configuration. */
  readonly maxSkipped?: string;
  readonly json?: string;
  readonly rows?: string;
  readonly sarif?: string;
  readonly junit?: string;
  readonly md?: string;
  readonly clean?: string;
  readonly quarantine?: string;
  /** A file, or the entries themselves, from the configuration. */
  readonly accept?: string | readonly unknown[];
  readonly show?: string | number;
  /** As typed, or from the configuration. */
  readonly jobs?: string | number;
}

/** SARIF takes no more results than this, so no more rows are kept for it. */
const SARIF_ROWS = 5000;

/** `zenbun scan`: reads, writes every file that was asked for, prints the report, and only then decides the exit code. */
export async function scanCommand(paths: readonly string[], flags: ScanFlags, lang: Lang): Promise<number> {
  refuseTwoStreams(flags);
  const streamed = ROW_FILES.find((name) => flags[name] === '-');
  if (streamed === undefined) return scanAndReport(paths, flags, lang);
  return streamedFile((place) => scanAndReport(paths, { ...flags, [streamed]: place, quiet: true }, lang));
}

/** Files of rows; as reports, each may go to standard output. */
const ROW_FILES = ['rows', 'clean', 'quarantine'] as const;

async function scanAndReport(paths: readonly string[], flags: ScanFlags, lang: Lang): Promise<number> {
  const flagged: FlaggedRow[] = [];
  const show = flags.show === undefined ? undefined : shownRowsOf(flags.show);
  const accept = await acceptedOf(flags.accept);
  const bar = progressBar(lang, flags.quiet ?? false);
  const objects = s3Objects(withDotEnv(process.env));
  const options: ScanOptions = {
    paths,
    objects,
    ...readingOptions(flags),
    accept,
    reports: reportPaths(flags).filter((path) => path !== '-'),
    onProgress: bar.update,
    ...(flags.sarif === undefined
      ? {}
      : { onFlaggedRow: (row) => void (flagged.length < SARIF_ROWS && flagged.push(row)) }),
  };
  const result = await interruptible((signal) => scan({ ...options, signal })).finally(bar.stop);
  await writeReports(result, flagged, flags, { lang, show, objects });
  if (result.verdict === 'block' || (result.verdict === 'review' && flags.failOn === 'review')) return EXIT.findings;
  return result.coverage.enough ? EXIT.done : EXIT.incomplete;
}

function readingOptions(
  flags: ScanFlags,
): Pick<ScanOptions, 'format' | 'map' | 'jobs' | 'maxSkipped' | 'rows' | 'clean' | 'quarantine'> {
  const { rows, clean, quarantine } = flags;
  return {
    format: formatOf(flags.format),
    ...(flags.map === undefined ? {} : { map: parseColumnMap(flags.map) }),
    ...(flags.jobs === undefined ? {} : { jobs: jobsOf(flags.jobs) }),
    ...(flags.maxSkipped === undefined ? {} : { maxSkipped: shareOf(flags.maxSkipped) }),
    ...(rows === undefined ? {} : { rows }),
    ...(clean === undefined ? {} : { clean }),
    ...(quarantine === undefined ? {} : { quarantine }),
  };
}

/** The YAML parser is loaded only where there is something to parse. */
async function acceptedOf(accept: ScanFlags['accept']): Promise<readonly AcceptedFinding[]> {
  if (accept === undefined) return [];
  const { acceptedFindings, readAcceptedFindings } = await import('../config/accepted-findings.ts');
  return typeof accept === 'string' ? readAcceptedFindings(accept) : acceptedFindings(accept, 'scan.accept');
}

function shownRowsOf(value: string | number): number {
  const rows = Number(value);
  if (Number.isInteger(rows) && rows >= 0 && rows <= MOST_SHOWN) return rows;
  throw new ZenbunError(
    'usage',
    {
      en: `--show ${value} is not a whole number from 0 to ${MOST_SHOWN}`,
      ja: `--show は 0 から ${MOST_SHOWN} の整数で指定してください（指定値：${value}）`,
    },
    {
      advice: {
        en: 'Write all flagged rows to a file with --rows.',
        ja: '検出された行は、--rows ですべてファイルに書き出せます。',
      },
    },
  );
}

/** So many rows of a finding are kept with their texts. */
const MOST_SHOWN = 10;

function formatOf(name: string): FormatName | 'auto' {
  if (name === 'auto' || (FORMAT_NAMES as readonly string[]).includes(name)) return name as FormatName | 'auto';
  throw new ZenbunError(
    'usage',
    { en: `--format ${name} is unknown`, ja: `--format ${name} は対応していない形式です` },
    {
      advice: {
        en: `Use auto or one of: ${FORMAT_NAMES.join(', ')}.`,
        ja: `auto または次から選んでください：${FORMAT_NAMES.join(', ')}`,
      },
    },
  );
}

function jobsOf(value: string | number): number {
  const jobs = Number(value);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 256) return jobs;
  throw new ZenbunError('usage', {
    en: `--jobs ${value} is not a whole number from 1 to 256`,
    ja: `--jobs は 1 から 256 の整数で指定してください（指定値：${value}）`,
  });
}

/** `1%` or `0.01`. */
function shareOf(text: string): number {
  const share = text.trim().endsWith('%') ? Number(text.trim().slice(0, -1)) / 100 : Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 1) return share;
  throw new ZenbunError(
    'usage',
    { en: `--max-skipped ${text} is not a valid share`, ja: `--max-skipped ${text} は割合として解釈できません` },
    { advice: { en: 'Write it as 1% or 0.01.', ja: '1% または 0.01 の形で指定してください。' } },
  );
}

const reportPaths = ({ json, sarif, junit, md }: ScanFlags): string[] =>
  [json, sarif, junit, md].flatMap((path) => (path === undefined ? [] : [path]));

function refuseTwoStreams(flags: ScanFlags): void {
  const streams = [...reportPaths(flags), ...ROW_FILES.map((name) => flags[name])].filter((path) => path === '-');
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
  flags: ScanFlags,
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
