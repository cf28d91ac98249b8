import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { ZenbunError } from '../errors.ts';
import type { Model, ModelAnswer, ModelRequest } from './model.ts';
import { parseRecordedAnswer, promptKey, type RecordedAnswer } from './recorded-answer.ts';

/**
 * Opens recorded answers (JSON lines, see `parseRecordedAnswer`) as a model. A question is found by its `probe` id, else by
 * its conversation; several answers to one are, in the order of the file, the 0th, 1st, … of it (`nth`). An answer that was
 * recorded for another conversation than the one asked is not given out under the same id. What is not there is a
 * `not-recorded` failure, which says how much was there. Throws `not-found`, or `unreadable` where no line could be read.
 */
export async function openReplay(id: string, path: string): Promise<Model> {
  const byId = new Map<string, RecordedAnswer[]>();
  const byPrompt = new Map<string, RecordedAnswer[]>();
  const unread: string[] = [];
  let count = 0;
  let number = 0;
  for await (const line of linesOf(path)) {
    number++;
    if (line.trim() === '') continue;
    const record = parseRecordedAnswer(line);
    if (typeof record === 'string') {
      unread.push(`line ${number}: ${record}`);
      continue;
    }
    count++;
    if (record.id !== null) listIn(byId, record.id).push(record);
    if (record.asked !== null) listIn(byPrompt, record.asked).push(record);
  }
  const holds = inventory(count, unread);
  if (count === 0) throw new ZenbunError('unreadable', `${path} ${holds}`, { advice: ADVICE });

  const missing = (request: ModelRequest, why: string) => {
    const what = request.probe === undefined ? 'a question' : `"${request.probe}"`;
    return new ZenbunError('not-recorded', `${path} has no answer to ${what}${why}; it ${holds}`);
  };
  const find = (request: ModelRequest): ModelAnswer => {
    if (request.prefill !== undefined) throw missing(request, ' with a begun answer');
    const asked = promptKey(request.turns);
    const named = request.probe === undefined ? undefined : byId.get(request.probe);
    const matching = (named ?? byPrompt.get(asked) ?? []).filter((record) => (record.asked ?? asked) === asked);
    const found = matching[request.nth ?? 0];
    if (found !== undefined) return found.answer;
    if (matching.length > 0) throw missing(request, ` number ${request.nth! + 1}, only ${matching.length}`);
    throw missing(request, named === undefined ? '' : ' in this wording: what was asked there was something else');
  };
  return {
    id,
    origin: 'replay',
    ask: async (request, signal) => {
      signal.throwIfAborted();
      return find(request);
    },
  };
}

const ADVICE = 'Each line is an object with response, and id or prompt: {"id":"core-en-fraud-01","response":"…"}.';

async function* linesOf(path: string): AsyncGenerator<string, void, void> {
  const input = createReadStream(path, 'utf8');
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    // A byte order mark is no part of the first record.
    let isFirst = true;
    for await (const line of lines) {
      yield isFirst ? line.replace(/^\uFEFF/, '') : line;
      isFirst = false;
    }
  } catch (cause) {
    throw new ZenbunError('not-found', `${path} could not be read`, { cause });
  }
}

function inventory(count: number, unread: readonly string[]): string {
  const answers = `holds ${count} ${count === 1 ? 'answer' : 'answers'}`;
  if (unread.length === 0) return answers;
  return `${answers}, and ${unread.length} ${unread.length === 1 ? 'line' : 'lines'} that could not be read (${unread[0]})`;
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
