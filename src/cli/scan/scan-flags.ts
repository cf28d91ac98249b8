import { FORMAT_NAMES, type FormatName, parseColumnMap } from '../../dataset/index.ts';
import { ZenbunError } from '../../errors.ts';
import type { ScanOptions } from '../../scan/index.ts';
import type { AcceptedFinding } from '../../schema/index.ts';
import type { SharedFlags } from '../program/shared-flags.ts';

/** Flags for how rows are read. */
export interface ReadingFlags {
  readonly format: string;
  readonly map?: string;
  /** As typed, or from the configuration. */
  readonly jobs?: string | number;
}

/** Flags for reports and verdict. */
export interface ScanReportFlags extends SharedFlags {
  readonly failOn: 'review' | 'block';
  /** As typed (`1%`), or from the configuration. */
  readonly maxSkipped?: string;
  readonly json?: string;
  readonly rows?: string;
  readonly sarif?: string;
  readonly junit?: string;
  readonly md?: string;
  /** A file, or the entries themselves, from the configuration. */
  readonly accept?: string | readonly unknown[];
  readonly show?: string | number;
}

export interface ScanFlags extends ReadingFlags, ScanReportFlags {
  readonly clean?: string;
  readonly quarantine?: string;
}

export function readingOptions({ format, map, jobs }: ReadingFlags): Pick<ScanOptions, 'format' | 'map' | 'jobs'> {
  return {
    format: formatOf(format),
    ...(map === undefined ? {} : { map: parseColumnMap(map) }),
    ...(jobs === undefined ? {} : { jobs: jobsOf(jobs) }),
  };
}

/** Returns the accepted findings. The YAML parser is loaded only if there is something to parse. */
export async function acceptedOf(accept: ScanReportFlags['accept']): Promise<readonly AcceptedFinding[]> {
  if (accept === undefined) return [];
  const { acceptedFindings, readAcceptedFindings } = await import('../config/accepted-findings.ts');
  return typeof accept === 'string' ? readAcceptedFindings(accept) : acceptedFindings(accept, 'scan.accept');
}

export function shownRowsOf(value: string | number): number {
  const rows = String(value).trim() === '' ? Number.NaN : Number(value);
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

/** Maximum number of rows per finding that are kept with their texts. */
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

/** Parses a share written as `1%` or `0.01`. */
export function shareOf(text: string): number {
  const [, number = '', sign] = /^(.*?)(%?)$/s.exec(text.trim())!;
  const share = sign === '%' ? Number(number) / 100 : Number(number);
  if (number.trim() !== '' && share >= 0 && share <= 1) return share;
  throw new ZenbunError(
    'usage',
    { en: `--max-skipped ${text} is not a valid share`, ja: `--max-skipped ${text} は割合として解釈できません` },
    { advice: { en: 'Write it as 1% or 0.01.', ja: '1% または 0.01 の形で指定してください。' } },
  );
}
