import { type Turn, type UnreadReason, unread } from '../../schema/index.ts';
import { fileRecords } from '../file-records.ts';
import type { JsonObject } from '../formats/format.ts';
import { isObject, listOf, textOf } from '../formats/turns/text-of.ts';
import { addMessages, joinedTexts } from '../formats/turns/turns.ts';
import type { ColumnMap, DatasetOptions } from '../options.ts';
import { evaluationSamples, plainRecord } from './evaluation-logs.ts';

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
  | { readonly line: number; readonly unread: UnreadReason };

/**
 * Reads recorded answers: records with an answer under one of its usual names (`response`, `completion`, `output`, `answer` …)
 * and the request beside it, replies of servers as batch files hold them (`choices`, `response.body.choices`), logs of
 * promptfoo, Inspect and lm-eval, or `messages`
 * and `conversations`, of which the last assistant turn is the answer and the user turn before it the request. Nothing is left
 * out: a line that holds no answer, or tells of a question that failed, comes as `unread` with its reason. Throws as
 * `openDataset` does.
 */
export async function* recordedResponses(path: string, options: DatasetOptions = {}): AsyncGenerator<RecordedResponse> {
  for await (const record of fileRecords(path, options)) {
    if ('unread' in record) yield record;
    else {
      const inner = evaluationSamples(record.value);
      if (options.map !== undefined) yield mappedResponse(record.line, record.value, options.map);
      else if (inner === null) yield recordedResponse(record.line, record.value);
      else for (const [i, sample] of inner.entries()) yield recordedResponse(i + 1, sample);
    }
  }
}

/** The answer and the request from the columns that somebody has named. */
function mappedResponse(line: number, record: unknown, { user, assistant }: ColumnMap): RecordedResponse {
  if (!isObject(record) || !Object.hasOwn(record, assistant))
    return { line, unread: unread('lacksField', { field: assistant }) };
  const response = textOf(record[assistant]);
  if (response === null) return { line, unread: unread('quotedNotText', { field: assistant }) };
  const prompt = user === undefined ? undefined : requestOf(record[user]);
  return { line, id: idOf(record.custom_id ?? record.id), response, prompt };
}

/** The answer of one record, as `recordedResponses` reads it. */
export function recordedResponse(line: number, value: unknown): RecordedResponse {
  if (!isObject(value)) return { line, unread: unread('notRecord') };
  const record = plainRecord(value);
  const id = idOf(record.custom_id ?? record.id);
  const asked = requestOf(first(record, REQUESTS));
  const input = record.instruction === undefined ? undefined : requestOf(record.input);
  const prompt = input === undefined || input === '' || asked === input ? asked : `${asked}\n${input}`;
  if (typeof record.failed === 'string')
    return { line, unread: unread('failed', { code: record.failed, why: textOf(record.why) ?? '' }) };
  const messages = listOf(record.messages ?? record.conversations ?? record.conversation);
  const isReply = record.response === undefined && messages === null && isChoice(record.choices);
  const answer = record.response ?? (isReply ? record : messages === null ? first(record, ANSWERS) : undefined);
  if (answer !== undefined) {
    const said = saidBy(answer);
    return typeof said === 'string' ? { line, id, response: said, prompt } : { line, unread: said.unread };
  }
  const turns: Turn[] = [];
  const reason = messages === null ? unread('noResponse') : addMessages(turns, messages);
  if (reason !== null) return { line, unread: reason };
  const last = turns.findLastIndex((turn) => turn.role === 'assistant');
  if (last < 0) return { line, unread: unread('noAssistant') };
  // The calls of tools of an answer are turns of their own.
  const start = turns.slice(0, last).findLastIndex((turn) => turn.role !== 'assistant') + 1;
  const question = turns.slice(0, start).findLast((turn) => turn.role === 'user');
  const response = joinedTexts(turns.slice(start, last + 1).map(({ text }) => text));
  return { line, id, response, prompt: question?.text };
}

/** Names of the field that holds the answer, and of the one that holds the request, the surer first. */
const ANSWERS = [
  'completion',
  'generated_text',
  'generation',
  'prediction',
  'output',
  'answer',
  '回答',
  '応答',
  '出力',
];
const REQUESTS = ['prompt', 'question', 'instruction', 'query', 'input', 'request', '質問', '指示'];

function first(record: JsonObject, names: readonly string[]): unknown {
  const there = names.filter((one) => record[one] !== undefined && record[one] !== null);
  const name = there.find((one) => record[one] !== '') ?? there[0];
  return name === undefined ? undefined : record[name];
}

const idOf = (id: unknown): string | number | null => (typeof id === 'string' || typeof id === 'number' ? id : null);

const isChoice = (choices: unknown): boolean =>
  Array.isArray(choices) && isObject(choices[0]) && (choices[0].message !== undefined || choices[0].text !== undefined);

/** The text of an answer, or of a server's reply, whole (`choices`) or as a batch file wraps it (`body`). */
function saidBy(answer: unknown): string | { readonly unread: UnreadReason } {
  if (!isObject(answer)) return textOf(answer) ?? { unread: unread('responseNotText') };
  const body = isObject(answer.body) ? answer.body : answer;
  const status = answer.status_code;
  if ((typeof status === 'number' && status >= 300) || isObject(body.error)) {
    return { unread: typeof status === 'number' ? unread('failedWith', { status }) : unread('failedReply') };
  }
  const choice = isChoice(body.choices) ? (body.choices as readonly JsonObject[])[0]! : undefined;
  const { message } = choice ?? {};
  const content = isObject(message)
    ? textOf(message.content) || message.refusal
    : (choice?.text ?? body.output ?? body);
  const text = textOf(content);
  return text === null || (text === '' && choice === undefined) ? { unread: unread('responseNotText') } : text;
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
