import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import { ZenbunError } from '../../errors.ts';
import { counted, type Message, PLAIN_CONDITION, unread as reason, unreadIn } from '../../schema/index.ts';
import type { Model, ModelAnswer, ModelRequest, UnusedAnswers } from '../model.ts';
import { fileLines } from './file-lines.ts';
import { parseRecordedAnswer, promptKey, type RecordedAnswer } from './recorded-answer.ts';

/** An answer from another tool's log, or the reason why a line has none. */
export type LoggedAnswer =
  | {
      readonly line: number;
      readonly id: string | number | null;
      readonly prompt: string | undefined;
      readonly response: string;
      readonly finish?: ModelAnswer['finish'];
      readonly fields?: { readonly field: string; readonly rivals: readonly string[] };
    }
  | { readonly line: number; readonly unread: string };

/**
 * Opens recorded answers (JSON lines, see `parseRecordedAnswer`) as a model. A file that contains none is read by
 * `logOf` as the log of another tool. A question is found by its `probe` id, otherwise by its conversation. If it has
 * several answers, `nth` selects the record with that number, otherwise the 0th, 1st, … record in file order. An answer
 * recorded for a different conversation, or with a different prefill, is not returned for the same id. A missing answer
 * is a `not-recorded` failure that says how many there are. Throws `not-found`, or `unreadable` if no line could be
 * read.
 */
export async function openReplay(
  id: string,
  path: string,
  logOf?: (path: string) => AsyncIterable<LoggedAnswer>,
): Promise<Model> {
  let read = await gather(recordsOf(path));
  if (read.count === 0 && logOf !== undefined) {
    const logged = await gather(loggedRecords(logOf(path))).catch(() => null);
    if (logged !== null && logged.count > 0) read = logged;
  }
  const { byId, byPrompt, unread, count, failed } = read;
  const holds = inventory(count, failed, unread);
  if (count === 0) {
    throw new ZenbunError('unreadable', { en: `${path} ${holds.en}`, ja: `${path}：${holds.ja}` }, { advice: ADVICE });
  }

  const missing = ({ probe }: ModelRequest, { en, ja }: Message) =>
    new ZenbunError('not-recorded', {
      en: `${path} has no answer to ${probe === undefined ? 'a question' : `"${probe}"`}${en}; it ${holds.en}`,
      ja: `${path} に${probe === undefined ? '質問' : `「${probe}」`}への${ja}回答がありません。${holds.ja}`,
    });
  /** Returns the answers to a question in its wording, those with the same prefill, and the requested one. */
  const search = ({ probe, turns, condition = PLAIN_CONDITION.id, prefill, nth = 0 }: ModelRequest) => {
    const asked = promptKey(turns);
    const named = probe === undefined ? undefined : byId.get(probe);
    // If a record does not say what was asked, the name of its wrapping has to suffice.
    const inWording = (named ?? byPrompt.get(asked) ?? []).filter((record) =>
      record.asked === null ? (record.condition ?? PLAIN_CONDITION.id) === condition : record.asked === asked,
    );
    const matching = inWording.filter((record) => record.prefill === (prefill ?? null));
    const found =
      matching.find((record) => record.nth === nth) ?? matching.filter((record) => record.nth === null)[nth];
    return { named, inWording, matching, found };
  };
  const find = (request: ModelRequest): ModelAnswer | ZenbunError => {
    const { named, inWording, matching, found } = search(request);
    if (found !== undefined) return found.answer;
    if (matching.length > 0) return missing(request, tooFew((request.nth ?? 0) + 1, matching.length));
    if (inWording.length > 0) return missing(request, request.prefill === undefined ? UNBEGUN : BEGUN);
    return missing(request, named === undefined ? UNKNOWN : OTHER_WORDING);
  };
  const unused = (requests: Iterable<ModelRequest>): UnusedAnswers => {
    const used = new Set<Replayed>();
    const known = new Set<Replayed>();
    let most = 0;
    for (const request of requests) {
      const { matching, found } = search(request);
      if (found !== undefined) used.add(found);
      for (const record of matching) known.add(record);
      most = Math.max(most, matching.length);
    }
    return { further: known.size - used.size, most, others: count - known.size };
  };
  return {
    id,
    origin: 'replay',
    ...(unread === null ? {} : { caveat: caveatOf(path, unread) }),
    recorded: {
      inventory: withIds(holds, [...byId.keys()]),
      has: (request) => !(find(request) instanceof ZenbunError),
      hasId: (probe) => byId.has(probe),
      unused,
    },
    ask: async (request, signal) => {
      signal.throwIfAborted();
      const found = find(request);
      if (found instanceof ZenbunError) throw found;
      return found;
    },
  };
}

type NumberedLine = { readonly line: number; readonly record: RecordedAnswer | string };

/**
 * Yields the lines of a file in the form that `compare` records; a string gives the reason why a line has no answer.
 */
async function* recordsOf(path: string): AsyncGenerator<NumberedLine, void, void> {
  let line = 0;
  for await (const text of linesOf(path)) {
    line++;
    if (text !== '') yield { line, record: text === null ? UNREADABLE : parseRecordedAnswer(text) };
  }
}

async function* loggedRecords(log: AsyncIterable<LoggedAnswer>): AsyncGenerator<NumberedLine, void, void> {
  for await (const one of log) {
    if ('unread' in one) yield { line: one.line, record: one.unread };
    else if (one.fields !== undefined && one.fields.rivals.length > 0) {
      const { field, rivals } = one.fields;
      yield { line: one.line, record: reason('rivals', { field, others: rivals.join('", "') }) };
    } else {
      const { line, id, prompt, response, finish } = one;
      const record = parseRecordedAnswer(JSON.stringify({ id, prompt, response, finish }));
      yield { line, record };
    }
  }
}

/** Indexes everything in a file by id and by prompt. */
async function gather(records: AsyncIterable<NumberedLine>) {
  const byId = new Map<string, Replayed[]>();
  const byPrompt = new Map<string, Replayed[]>();
  let unread: UnreadLines | null = null as UnreadLines | null;
  let count = 0;
  let failed = 0;
  for await (const { line, record } of records) {
    if (typeof record === 'string') {
      unread = unread === null ? { count: 1, line, why: record } : { ...unread, count: unread.count + 1 };
      continue;
    }
    if ('failed' in record) {
      failed++;
      continue;
    }
    count++;
    const { id: probe, turns, condition, prefill, nth, answer } = record;
    const replayed = { asked: turns === null ? null : promptKey(turns), condition, prefill, nth, answer };
    if (probe !== null) listIn(byId, probe).push(replayed);
    if (replayed.asked !== null) listIn(byPrompt, replayed.asked).push(replayed);
  }
  return { byId, byPrompt, unread, count, failed };
}

/** An answer that can be found. */
interface Replayed extends Pick<RecordedAnswer, 'condition' | 'prefill' | 'nth'> {
  /** The question in the form of `promptKey`; null if the record does not say. */
  readonly asked: string | null;
  readonly answer: ModelAnswer;
}

/** The property that a missing answer lacks. In Japanese it precedes the word for "answer". */
const UNKNOWN: Message = { en: '', ja: '' };
const UNBEGUN: Message = { en: ' without a forced start', ja: '、書き出しを与えない' };
const BEGUN: Message = { en: ' with this forced start', ja: '、この書き出しの' };
const OTHER_WORDING: Message = {
  en: ' in this wording: the recorded question is different',
  ja: '、この文面での（記録は別の文面の質問です）',
};
const tooFew = (nth: number, count: number): Message => ({
  en: ` number ${nth}, only ${count}`,
  ja: ` ${nth} 件目の（記録は ${count} 件）`,
});

const ADVICE: Message = {
  en: 'Each line is an object with response, and id or prompt: {"id":"core-en-fraud-01","response":"…"}.',
  ja: '各行は response と、id または prompt を持つオブジェクトです：{"id":"core-en-fraud-01","response":"…"}。',
};

/** Longer lines cannot be answers sent by a server. */
const MOST_LINE_BYTES = 64 * 2 ** 20;
const UNREADABLE = `not valid UTF-8, or longer than ${MOST_LINE_BYTES} bytes`;

/** Yields lines without surrounding white space; null for a line that cannot be read. */
async function* linesOf(path: string): AsyncGenerator<string | null, void, void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path);
    for await (const { start, bytes } of fileLines(handle, MOST_LINE_BYTES)) {
      const text = bytes !== null && isUtf8(bytes) ? bytes.toString('utf8').trim() : null;
      // A byte order mark is not part of the first record.
      yield start === 0 ? (text?.replace(/^\uFEFF/, '') ?? null) : text;
    }
  } catch (cause) {
    throw new ZenbunError(
      'not-found',
      { en: `${path} could not be read`, ja: `${path} を読めませんでした` },
      { cause },
    );
  } finally {
    await handle?.close();
  }
}

/** The number of lines without a usable answer, and the first of them with its reason. */
interface UnreadLines {
  readonly count: number;
  readonly line: number;
  readonly why: string;
}

const linesUnread = ({ count, line, why }: UnreadLines): Message => ({
  en: `${counted(count, 'line')} that could not be read (line ${line}: ${why})`,
  ja: `読めない行 ${count} 件（${line} 行目：${unreadIn('ja', why)}）`,
});

function caveatOf(path: string, unread: UnreadLines): Message {
  const { en, ja } = linesUnread(unread);
  return { en: `${path}: ${en}`, ja: `${path}：${ja}` };
}

function inventory(count: number, failed: number, unread: UnreadLines | null): Message {
  const parts: Message[] = [{ en: `contains ${counted(count, 'answer')}`, ja: `記録は回答 ${count} 件` }];
  if (failed > 0) {
    parts.push({
      en: `${counted(failed, 'question')} that failed`,
      ja: `失敗した質問 ${failed} 件`,
    });
  }
  if (unread !== null) parts.push(linesUnread(unread));
  return { en: parts.map(({ en }) => en).join(', and '), ja: parts.map(({ ja }) => ja).join('、') };
}

/** Number of ids shown, and the maximum length shown of each, in UTF-16 code units. */
const NAMED = 2;
const LONGEST_ID = 60;

function withIds(holds: Message, ids: readonly string[]): Message {
  const { en, ja } = idsOf(ids);
  return { en: `${holds.en}, ${en}`, ja: `${holds.ja}（${ja}）` };
}

function idsOf(ids: readonly string[]): Message {
  if (ids.length === 0) return { en: 'none of them with an ID', ja: 'id のある記録なし' };
  const named = ids.slice(0, NAMED).map((id) => JSON.stringify(id.slice(0, LONGEST_ID)));
  return ids.length > NAMED
    ? { en: `with IDs such as ${named.join(', ')}`, ja: `id は ${named.join('、')} など` }
    : { en: `with the ID ${named.join(' and ')}`, ja: `id は ${named.join('、')}` };
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
