import { realpath } from 'node:fs/promises';
import { type DatasetOptions, parseColumnMap, type RecordedResponse, recordedResponses } from '../../dataset/index.ts';
import { ZenbunError } from '../../errors.ts';
import { OutputFile } from '../../files/index.ts';
import { readResponse } from '../../reader/index.ts';
import { counted, type Lang, type Message, type Outcome, unreadIn } from '../../schema/index.ts';
import { EXIT } from '../exit-code.ts';
import { interruptible } from '../interruptible.ts';
import type { SharedFlags } from '../program/shared-flags.ts';
import { writeStdout } from '../terminal/stdout.ts';

export interface ReadFlags extends SharedFlags {
  /** Destination of the lines; `-` is stdout. */
  readonly json: string;
  /** Same format as for `scan`. */
  readonly map?: string;
}

/** Number of lines collected before they are written. */
const BATCH = 256;

const TEXTS = {
  counts: {
    en: (read: number, unread: number) =>
      `${counted(read, 'answer')} read${unread === 0 ? '' : `, ${counted(unread, 'line')} could not be read`}`,
    ja: (read: number, unread: number) =>
      `${read} 件の回答を読みました${unread === 0 ? '' : `（${unread} 行は読めませんでした）`}`,
  },
  fields: {
    en: (taken: string, left: string) =>
      `answers were taken from ${taken}; ${left} also ${left.includes(',') ? 'look' : 'looks'} like an answer (--map names another)`,
    ja: (taken: string, left: string) =>
      `回答は${taken}から読みました。${left}も回答に見えます（--map で指定できます）`,
  },
} as const;

/**
 * `zenbun read`: writes one JSON line per record, in order. A record without an answer becomes `{"line","unread"}`, so
 * that nothing is lost, and the exit code reflects it. Reading no record at all is an error.
 */
export async function readCommand(path: string, flags: ReadFlags, lang: Lang): Promise<number> {
  if (
    path !== '-' &&
    (await realpath(flags.json).catch(() => null)) === (await realpath(path).catch(() => undefined))
  ) {
    throw new ZenbunError(
      'usage',
      { en: `${flags.json} would overwrite the input`, ja: `${flags.json} は入力を上書きします` },
      { advice: { en: 'Choose another path.', ja: '別の場所を指定してください。' } },
    );
  }
  const output = flags.json === '-' ? null : await OutputFile.create(flags.json);
  try {
    const counts = await interruptible((signal) =>
      readAll(path, flags.map, signal, output === null ? writeStdout : (text) => output.write(text)),
    );
    if (counts.read === 0 && counts.answers === 0) {
      throw nothingRead(path, counts.firstReason ?? { en: 'it contains no records', ja: 'レコードがありません' });
    }
    await output?.finish();
    await output?.commit();
    if (!flags.quiet) process.stderr.write(summary(counts, lang) + fieldNotes(counts, lang));
    return counts.unread > 0 ? EXIT.incomplete : EXIT.done;
  } catch (failure) {
    await output?.discard();
    throw failure;
  }
}

const nothingRead = (path: string, { en, ja }: Message) =>
  new ZenbunError(
    'unreadable',
    { en: `${path}: no answer could be read (${en})`, ja: `${path}：回答を読み取れませんでした（${ja}）` },
    {
      advice: {
        en: 'Each line needs response (or completion, output, answer; and prompt, id), choices, or messages. For other names: --map user=COLUMN,assistant=COLUMN.',
        ja: '各行に response（または completion、output、answer。併せて prompt、id）、choices、messages のいずれかが必要です。ほかの名前の列は --map user=列,assistant=列 で指定してください。',
      },
    },
  );

const unreadLine = ({ line, unread }: { readonly line: number; readonly unread: string }): Message => ({
  en: `line ${line}: ${unread}`,
  ja: `${line} 行目：${unreadIn('ja', unread)}`,
});

const stoppedAfter = (answers: number) =>
  new ZenbunError('interrupted', {
    en: `stopped after ${counted(answers, 'answer')}`,
    ja: `${answers} 件の回答を読んだところで中断しました`,
  });

interface OutcomeCounts {
  read: number;
  unread: number;
  /** Those in `unread` with an answer of which not everything can be read. */
  answers: number;
  firstReason: Message | null;
  readonly outcomes: Map<Outcome, number>;
  /** Fields taken for the answer, each with other fields whose names look like one. */
  readonly fields: Map<string, Set<string>>;
}

const NONE_READ = { read: 0, unread: 0, answers: 0, firstReason: null };

async function readAll(
  path: string,
  map: string | undefined,
  signal: AbortSignal,
  write: (text: string) => Promise<void>,
): Promise<OutcomeCounts> {
  const counts: OutcomeCounts = { ...NONE_READ, outcomes: new Map(), fields: new Map() };
  const options: DatasetOptions = { signal, ...(map === undefined ? {} : { map: parseColumnMap(map) }) };
  let lines: string[] = [];
  const flush = async () => {
    const text = lines.join('');
    lines = [];
    if (text !== '') await write(text);
  };
  for await (const record of recordedResponses(path, options)) {
    if (signal.aborted) throw stoppedAfter(counts.read);
    if ('unread' in record) {
      counts.unread += 1;
      if (record.isAnswer) counts.answers += 1;
      counts.firstReason ??= unreadLine(record);
    } else {
      counts.read += 1;
      if (record.fields !== undefined) addFields(counts, record.fields);
    }
    const told = 'unread' in record ? { line: record.line, unread: record.unread } : readingOf(record);
    if ('outcome' in told) counts.outcomes.set(told.outcome, (counts.outcomes.get(told.outcome) ?? 0) + 1);
    lines.push(`${JSON.stringify(told)}\n`);
    if (lines.length >= BATCH) await flush();
  }
  await flush();
  return counts;
}

function addFields({ fields }: OutcomeCounts, { field, left }: NonNullable<ReadResponse['fields']>): void {
  const known = fields.get(field) ?? new Set();
  for (const name of left) known.add(name);
  fields.set(field, known);
}

type ReadResponse = Exclude<RecordedResponse, { readonly unread: string }>;

function readingOf({ line, id, response, prompt, finish }: ReadResponse) {
  const reading = readResponse(response, prompt === undefined ? {} : { prompt });
  const { outcome, ground, language, depth, confidence, acts } = reading;
  // The rest of the answer is unknown.
  const isCut = finish === 'length' || finish === 'content-filter';
  return { line, id, outcome, ground, language, depth, confidence, acts, ...(isCut ? { finish } : {}) };
}

/** For example "12 answers read: 8 compliance, 3 refusal, 1 refuse-then-comply". */
function summary({ read, unread, outcomes }: OutcomeCounts, lang: Lang): string {
  const shares = [...outcomes].sort(([, a], [, b]) => b - a).map(([outcome, count]) => `${count} ${outcome}`);
  const between = shares.length === 0 ? '' : lang === 'ja' ? '：' : ': ';
  return `zenbun: ${TEXTS.counts[lang](read, unread)}${between}${shares.join(lang === 'ja' ? '、' : ', ')}\n`;
}

const fieldNotes = ({ fields }: OutcomeCounts, lang: Lang): string =>
  [...fields]
    .map(([field, left]) => `zenbun: ${TEXTS.fields[lang](namesOf([field], lang), namesOf(left, lang))}\n`)
    .join('');

const namesOf = (names: Iterable<string>, lang: Lang): string =>
  [...names].map((name) => (lang === 'ja' ? `「${name}」` : JSON.stringify(name))).join(lang === 'ja' ? '' : ', ');
