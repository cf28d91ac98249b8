import type { Turn } from '../schema/index.ts';
import { fileRecords } from './file-records.ts';
import type { JsonObject } from './formats/format.ts';
import { isObject, listOf, textOf } from './formats/text-of.ts';
import { addMessages } from './formats/turns.ts';
import type { ReadOptions } from './options.ts';

/** One recorded answer of a model, or the reason why a line holds none. */
export type RecordedResponse =
  | {
      readonly line: number;
      /** As the record names it; null where it does not. */
      readonly id: string | number | null;
      /** undefined where the record holds no request. */
      readonly prompt: string | undefined;
      readonly response: string;
    }
  | { readonly line: number; readonly unread: string };

/**
 * Reads recorded answers: records with an answer under one of its usual names (`response`, `completion`, `output`, `answer` …)
 * and the request beside it, replies of servers as batch files hold them (`choices`, `response.body.choices`), or `messages`
 * and `conversations`, of which the last assistant turn is the answer and the user turn before it the request. Nothing is left
 * out: a line that holds no answer, or tells of a question that failed, comes as `unread` with its reason. Throws as
 * `openDataset` does.
 */
export async function* recordedResponses(path: string, options: ReadOptions = {}): AsyncGenerator<RecordedResponse> {
  for await (const record of fileRecords(path, options)) {
    yield 'unread' in record ? record : responseOf(record.line, record.value);
  }
}

function responseOf(line: number, record: unknown): RecordedResponse {
  if (!isObject(record)) return { line, unread: 'not an object with named fields' };
  const id = idOf(record.id ?? record.custom_id);
  const prompt = requestOf(first(record, REQUESTS));
  const answer = first(record, ANSWERS) ?? (record.choices === undefined ? undefined : record);
  if (answer !== undefined) {
    const reply = isObject(answer) ? replyOf(answer) : undefined;
    if (reply?.failed !== undefined) return { line, unread: reply.failed };
    const response = textOf(reply === undefined ? answer : reply.content);
    if (response === null) return { line, unread: 'response is not text' };
    return { line, id, response, prompt };
  }
  if (typeof record.failed === 'string')
    return { line, unread: `failed (${record.failed}): ${textOf(record.why) ?? ''}` };
  const turns: Turn[] = [];
  const messages = listOf(record.messages ?? record.conversations ?? record.conversation);
  const reason = messages === null ? 'has neither response nor messages' : addMessages(turns, messages);
  if (reason !== null) return { line, unread: reason };
  const last = turns.findLastIndex((turn) => turn.role === 'assistant');
  if (last < 0) return { line, unread: 'messages hold no assistant turn' };
  const asked = turns.slice(0, last).findLast((turn) => turn.role === 'user');
  return { line, id, response: turns[last]!.text, prompt: asked?.text };
}

/** Names of the field that holds the answer, and of the one that holds the request, the surer first. */
const ANSWERS = [
  'response',
  'completion',
  'output',
  'answer',
  'generated_text',
  'generation',
  'prediction',
  '回答',
  '応答',
];
const REQUESTS = ['prompt', 'question', 'instruction', 'query', 'input', 'request', '質問', '指示'];

function first(record: JsonObject, names: readonly string[]): unknown {
  const name = names.find((one) => record[one] !== undefined && record[one] !== null);
  return name === undefined ? undefined : record[name];
}

const idOf = (id: unknown): string | number | null => (typeof id === 'string' || typeof id === 'number' ? id : null);

/** What a server's reply says, whole (`choices`) or as a batch file wraps it (`body`); undefined where it is no reply. */
function replyOf(value: JsonObject): { readonly content?: unknown; readonly failed?: string } | undefined {
  const body = isObject(value.body) ? value.body : value;
  const choice = Array.isArray(body.choices) ? body.choices[0] : undefined;
  if (isObject(choice)) {
    const { message } = choice;
    return { content: isObject(message) ? (message.content ?? message.refusal) : choice.text };
  }
  if (Array.isArray(body.choices)) return { failed: 'a reply without a choice' };
  const status = value.status_code;
  return typeof status === 'number' && status >= 300 ? { failed: `a reply with status ${status}` } : undefined;
}

/** A prompt is a text, or the messages before the answer. */
function requestOf(prompt: unknown): string | undefined {
  if (prompt === undefined || prompt === null) return undefined;
  const turns: Turn[] = [];
  const messages = Array.isArray(prompt) ? listOf(prompt) : null;
  if (messages?.every(isObject) && addMessages(turns, messages) === null) {
    return turns.findLast((turn) => turn.role === 'user')?.text;
  }
  return textOf(prompt) ?? undefined;
}
