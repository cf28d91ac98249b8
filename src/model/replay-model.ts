import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import { ZenbunError } from '../errors.ts';
import { PLAIN_CONDITION } from '../schema/index.ts';
import { fileLines } from './file-lines.ts';
import type { Model, ModelAnswer, ModelRequest } from './model.ts';
import { parseRecordedAnswer, promptKey, type RecordedAnswer } from './recorded-answer.ts';

/**
 * Opens recorded answers (JSON lines, see `parseRecordedAnswer`) as a model. A question is found by its `probe` id, else by
 * its conversation; of several answers to one, `nth` is the one that says so, else the 0th, 1st, … in the order of the file.
 * An answer that was recorded for another conversation than the one asked, or was begun otherwise, is not given out under the
 * same id. What is not there is a `not-recorded` failure, which says how much was there. Throws `not-found`, or
 * `unreadable` where no line could be read.
 */
export async function openReplay(id: string, path: string): Promise<Model> {
  const byId = new Map<string, Replayed[]>();
  const byPrompt = new Map<string, Replayed[]>();
  const unread: string[] = [];
  let count = 0;
  let failed = 0;
  let number = 0;
  for await (const line of linesOf(path)) {
    number++;
    if (line === '') continue;
    const record = line === null ? UNREADABLE : parseRecordedAnswer(line);
    if (typeof record === 'string') {
      unread.push(`line ${number}: ${record}`);
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
  const holds = inventory(count, failed, unread);
  if (count === 0) throw new ZenbunError('unreadable', `${path} ${holds}`, { advice: ADVICE });

  const missing = (request: ModelRequest, why: string) => {
    const what = request.probe === undefined ? 'a question' : `"${request.probe}"`;
    return new ZenbunError('not-recorded', `${path} has no answer to ${what}${why}; it ${holds}`);
  };
  const find = (request: ModelRequest): ModelAnswer | ZenbunError => {
    const { probe, turns, condition = PLAIN_CONDITION.id, prefill = null, nth = 0 } = request;
    const asked = promptKey(turns);
    const named = probe === undefined ? undefined : byId.get(probe);
    // Where a record does not say what was asked, the name of what was around it has to do.
    const inWording = (named ?? byPrompt.get(asked) ?? []).filter((record) =>
      record.asked === null ? (record.condition ?? PLAIN_CONDITION.id) === condition : record.asked === asked,
    );
    const matching = inWording.filter((record) => record.prefill === prefill);
    const found =
      matching.find((record) => record.nth === nth) ?? matching.filter((record) => record.nth === null)[nth];
    if (found !== undefined) return found.answer;
    if (matching.length > 0) return missing(request, ` number ${nth + 1}, only ${matching.length}`);
    if (inWording.length > 0) return missing(request, prefill === null ? ' that begins by itself' : ' begun like this');
    return missing(request, named === undefined ? '' : ' in this wording: what was asked there was something else');
  };
  return {
    id,
    origin: 'replay',
    ...(unread.length === 0 ? {} : { caveat: `${path}: ${linesUnread(unread)}` }),
    recorded: {
      inventory: `${holds}, ${idsOf([...byId.keys()])}`,
      has: (request) => !(find(request) instanceof ZenbunError),
      hasId: (probe) => byId.has(probe),
    },
    ask: async (request, signal) => {
      signal.throwIfAborted();
      const found = find(request);
      if (found instanceof ZenbunError) throw found;
      return found;
    },
  };
}

/** An answer that can be found. */
interface Replayed extends Pick<RecordedAnswer, 'condition' | 'prefill' | 'nth'> {
  /** What was asked, as `promptKey` writes it; null where the record does not say. */
  readonly asked: string | null;
  readonly answer: ModelAnswer;
}

const ADVICE = 'Each line is an object with response, and id or prompt: {"id":"core-en-fraud-01","response":"…"}.';

/** Longer lines are no answers that a server could have sent. */
const MOST_LINE_BYTES = 64 * 2 ** 20;
const UNREADABLE = `not valid UTF-8, or longer than ${MOST_LINE_BYTES} bytes`;

/** Lines without white space around them; null for one that cannot be read. */
async function* linesOf(path: string): AsyncGenerator<string | null, void, void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path);
    for await (const { start, bytes } of fileLines(handle, MOST_LINE_BYTES)) {
      const text = bytes !== null && isUtf8(bytes) ? bytes.toString('utf8').trim() : null;
      // A byte order mark is no part of the first record.
      yield start === 0 ? (text?.replace(/^\uFEFF/, '') ?? null) : text;
    }
  } catch (cause) {
    throw new ZenbunError('not-found', `${path} could not be read`, { cause });
  } finally {
    await handle?.close();
  }
}

const linesUnread = (unread: readonly string[]) =>
  `${unread.length} ${unread.length === 1 ? 'line' : 'lines'} that could not be read (${unread[0]})`;

function inventory(count: number, failed: number, unread: readonly string[]): string {
  const parts = [`holds ${count} ${count === 1 ? 'answer' : 'answers'}`];
  if (failed > 0) parts.push(`${failed} ${failed === 1 ? 'question' : 'questions'} that failed`);
  if (unread.length > 0) {
    parts.push(linesUnread(unread));
  }
  return parts.join(', and ');
}

/** How many ids are named, and how much of each is shown, in UTF-16 code units. */
const NAMED = 2;
const LONGEST_ID = 60;

function idsOf(ids: readonly string[]): string {
  if (ids.length === 0) return 'none of them with an id';
  const named = ids.slice(0, NAMED).map((id) => JSON.stringify(id.slice(0, LONGEST_ID)));
  return ids.length > NAMED ? `with ids such as ${named.join(', ')}` : `with the id ${named.join(' and ')}`;
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
