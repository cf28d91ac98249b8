import { fileRecords, resolveInputs } from '../../dataset/index.ts';
import { ZenbunError } from '../../errors.ts';
import { type AnswerFacts, type UnreadReason, unread, unreadIn } from '../../schema/index.ts';
import { exchangeFacts, type RecordedFacts } from './exchange-facts.ts';
import { LOG_FORMATS } from './logs/catalogue.ts';
import { recordIn } from './logs/fields.ts';
import type { LogFormat } from './logs/log-format.ts';

/** A row that yielded nothing, and its place. */
interface UnreadLogRow {
  readonly file: string;
  readonly line: number;
  readonly reason: UnreadReason;
}

/** Content of logs: facts in the order of time, and counts of everything else. */
export interface ReadLogs {
  readonly answers: readonly AnswerFacts[];
  /** Number of rows that are not answers: spans, events. */
  readonly others: number;
  readonly skipped: number;
  /** The first of the skipped rows. */
  readonly skippedRows: readonly UnreadLogRow[];
  /** Number of repeated rows: copies of a log, one log twice. They count once. */
  readonly duplicates: number;
  /** Number of answers that came after a later one in their files. */
  readonly disordered: number;
  readonly formats: readonly LogFormat['name'][];
}

export interface ReadLogsOptions {
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal;
  /** Called now and then. */
  readonly onProgress?: (rows: number) => void;
  /** Limit on answers: facts are held in memory to be sorted, some 300 bytes each; more of them are a `limit`. */
  readonly maxAnswers?: number;
}

const MAX_ANSWERS = 2_000_000;
const MOST_SKIPPED_ROWS = 5;
/** Maximum time between two identical requests, in milliseconds, for the second to count as a retry. */
const RETRY_MS = 300_000;

/**
 * Reads recorded answers from files, folders, globs and standard input (`-`) together, and sorts them by time. Throws
 * `unreadable` if no row is of a known kind, `limit` above `maxAnswers`, and as `openDataset` does.
 */
export async function readLogs(paths: readonly string[], options: ReadLogsOptions = {}): Promise<ReadLogs> {
  const { maxAnswers = MAX_ANSWERS, signal } = options;
  const found: RecordedFacts[] = [];
  const rows = new UnreadLogRows();
  const formats = new Set<LogFormat['name']>();
  const keys = new Set<number>();
  let others = 0;
  let duplicates = 0;
  let latest = Number.NEGATIVE_INFINITY;
  let disordered = 0;
  for (const file of (await resolveInputs(paths)).paths) {
    for await (const record of fileRecords(file, datasetOptions(options))) {
      if (signal?.aborted)
        throw new ZenbunError('interrupted', { en: 'stopped while reading', ja: '読み込み中に中断しました' });
      const read = 'unread' in record ? record.unread : rowOf(record.line, record.value, formats);
      if (read === null) others += 1;
      else if (typeof read !== 'string' && keys.has(read.rowKey)) duplicates += 1;
      else if (typeof read === 'string') rows.add({ file, line: record.line, reason: read });
      else {
        if (found.length >= maxAnswers) throw tooMany(maxAnswers);
        if (read.facts.at < latest) disordered += 1;
        latest = Math.max(latest, read.facts.at);
        keys.add(read.rowKey);
        found.push(read);
      }
      if ((found.length + rows.count) % 1000 === 0) options.onProgress?.(found.length + rows.count);
    }
  }
  if (formats.size === 0) throw unknownLog(paths, rows.first);
  return {
    answers: inOrder(named(found)),
    duplicates,
    others,
    skipped: rows.count,
    skippedRows: rows.first,
    disordered,
    formats: [...formats],
  };
}

const datasetOptions = ({ stdin, signal }: ReadLogsOptions) => ({
  ...(stdin === undefined ? {} : { stdin }),
  ...(signal === undefined ? {} : { signal }),
});

class UnreadLogRows {
  count = 0;
  readonly first: UnreadLogRow[] = [];

  add(row: UnreadLogRow): void {
    this.count += 1;
    if (this.first.length < MOST_SKIPPED_ROWS) this.first.push(row);
  }
}

function rowOf(line: number, value: unknown, formats: Set<LogFormat['name']>): RecordedFacts | UnreadReason | null {
  const record = recordIn(value);
  if (record === undefined) return unread('notRecord');
  const format = LOG_FORMATS.find((one) => one.recognise(record));
  if (format === undefined) return unread('noFormat', { fields: Object.keys(record).slice(0, 8).join(', ') });
  formats.add(format.name);
  const read = format.read(record);
  return read === null || typeof read === 'string' ? read : exchangeFacts(line, record, read);
}

/**
 * Assigns failures that name no model to the model that most answers name: in a stratum of their own nobody would see
 * them.
 */
function named(found: readonly RecordedFacts[]): RecordedFacts[] {
  const counts = new Map<string, number>();
  for (const { facts } of found) counts.set(facts.model, (counts.get(facts.model) ?? 0) + 1);
  counts.delete('');
  const [model = ''] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
  return found.map((one) =>
    one.facts.model === '' && one.facts.state === 'failed' ? { ...one, facts: { ...one.facts, model } } : one,
  );
}

/** Sorts by time, keeping the original order of equal times. This reveals who asked the same again. */
function inOrder(found: RecordedFacts[]): AnswerFacts[] {
  found.sort((a, b) => a.facts.at - b.facts.at);
  const asked = new Map<number, number>();
  return found.map(({ facts, requestKey }) => {
    if (requestKey === null) return facts;
    const before = asked.get(requestKey);
    asked.set(requestKey, facts.at);
    return { ...facts, isRetry: before !== undefined && facts.at - before <= RETRY_MS };
  });
}

const tooMany = (most: number) =>
  new ZenbunError(
    'limit',
    { en: `more than ${most} answers`, ja: `回答が ${most} 件を超えています` },
    {
      advice: {
        en: 'Write a reference from the first part (zenbun watch reference), then watch the other parts one by one with --reference.',
        ja: '最初の部分から基準を作成し（zenbun watch reference）、残りを --reference で分けて監視してください。',
      },
    },
  );

function unknownLog(paths: readonly string[], [first]: readonly UnreadLogRow[]): ZenbunError {
  const where = paths.join(', ');
  const place = first === undefined ? '' : `${first.file}:${first.line}`;
  const known = LOG_FORMATS.map(({ title, expects }) => ({
    en: `  ${title.en}: ${expects}`,
    ja: `  ${title.ja}：${expects}`,
  }));
  return new ZenbunError(
    'unreadable',
    first === undefined
      ? { en: `${where}: there are no rows`, ja: `${where}：行がありません` }
      : {
          en: `${where}: no row matches a supported log format (${place}: ${first.reason})`,
          ja: `${where}：対応しているログ形式の行がありません（${place}：${unreadIn('ja', first.reason)}）`,
        },
    {
      advice: {
        en: `Each row needs one of:\n${known.map(({ en }) => en).join('\n')}`,
        ja: `各行に次のいずれかが必要です。\n${known.map(({ ja }) => ja).join('\n')}`,
      },
    },
  );
}
