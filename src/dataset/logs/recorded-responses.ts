import { answerField, rivalFields, type Turn, type UnreadReason, unread } from '../../schema/index.ts';
import { type Finish, finishIn, messageOf, replyAnswers } from '../../wire/index.ts';
import { namesAnswer } from '../fields/field-uses.ts';
import { fileRecords } from '../file-records.ts';
import type { JsonObject } from '../formats/format.ts';
import { fieldNames } from '../formats/mapped.ts';
import { isObject, listOf, textOf } from '../formats/turns/text-of.ts';
import { addMessages } from '../formats/turns/turns.ts';
import type { ColumnMap, DatasetOptions } from '../options.ts';
import type { AnswerFields, LogExchange } from './answer-log.ts';
import { answerTexts } from './answer-texts.ts';
import { ANSWER_LOGS } from './catalogue.ts';
import { lastAnswer } from './conversation.ts';
import { joinedStreams } from './joined-stream.ts';
import { samplesOf } from './log-samples.ts';

/** One recorded answer of a model, or the reason why a line holds none. */
export type RecordedResponse =
  | {
      readonly line: number;
      /** The record's own ID; null if it has none. */
      readonly id: string | number | null;
      /** undefined if the record holds no request. */
      readonly prompt: string | undefined;
      readonly response: string;
      /** How the answer ended; absent if the record does not say. */
      readonly finish?: Finish;
      /** Set if the answer was found by its field name and other fields have similar names. */
      readonly fields?: AnswerFields;
    }
  | {
      readonly line: number;
      readonly unread: UnreadReason;
      /** Set if the line holds an answer, but not all of it can be read. */
      readonly isAnswer?: true;
    };

/**
 * Reads recorded answers: records with an answer under one of its usual names (`response`, `completion`, `output`,
 * `answer` …) next to the request; server replies as stored in batch files (`choices`, `response.body.choices`); the
 * logs of `ANSWER_LOGS`; or `messages` and `conversations`, whose last assistant turn is the answer, and the user turn
 * before it the request. Nothing is dropped: several answers to one request are yielded separately, and a line that
 * holds no answer, or reports a failed question, is yielded as `unread` with its reason. Throws the errors of
 * `openDataset`.
 */
export async function* recordedResponses(path: string, options: DatasetOptions = {}): AsyncGenerator<RecordedResponse> {
  for await (const record of joinedStreams(fileRecords(path, options))) {
    if ('unread' in record) yield record;
    else {
      const inner = samplesOf(record.value);
      if (options.map !== undefined) yield mappedResponse(record.line, record.value, options.map);
      else if (inner === null) yield* responsesOf(record.line, record.value);
      else for (const [i, sample] of inner.entries()) yield* responsesOf(i + 1, sample);
    }
  }
}

/** Reads the answer and the request from the columns named by the user. */
function mappedResponse(line: number, record: unknown, { user, assistant }: ColumnMap): RecordedResponse {
  if (!isObject(record) || !Object.hasOwn(record, assistant))
    return { line, unread: unread('lacksField', { field: assistant }) };
  const response = textOf(record[assistant]);
  if (response === null) return { line, unread: unread('quotedNotText', { field: assistant }) };
  const prompt = user === undefined ? undefined : requestOf(record[user]);
  return { line, id: idOf(record.custom_id ?? record.id), response, prompt };
}

/** Returns the first answer of one record, as read by `recordedResponses`. */
export function recordedResponse(line: number, value: unknown): RecordedResponse {
  return responsesOf(line, value)[0] ?? { line, unread: unread('noResponse') };
}

/**
 * Returns the answers of one record, or the reason why there is none. Empty if a log marks the record as holding no
 * answer.
 */
function responsesOf(line: number, value: unknown): RecordedResponse[] {
  if (!isObject(value)) return [{ line, unread: unread('notRecord') }];
  if (typeof value.failed === 'string')
    return [{ line, unread: unread('failed', { code: value.failed, why: textOf(value.why) ?? '' }) }];
  const exchange = exchangeOf(value);
  if (typeof exchange === 'string') return [{ line, unread: exchange }];
  const id = idOf(value.custom_id ?? exchange.id);
  const prompt = requestOf(exchange.prompt);
  if (exchange.answers.length === 0) return [];
  const read = exchange.answers.flatMap(answerTexts);
  if (read.length === 0) return [{ line, unread: unread('noResponse') }];
  return read.map((answer) => {
    if ('unread' in answer) return { line, ...answer };
    const { text: response, finish } = answer;
    const { fields } = exchange;
    return {
      line,
      id,
      response,
      prompt,
      ...(finish === 'other' ? {} : { finish }),
      ...(fields === undefined || fields.left.length === 0 ? {} : { fields }),
    };
  });
}

function exchangeOf(record: JsonObject): LogExchange | UnreadReason {
  for (const log of ANSWER_LOGS) {
    const exchange = log.read(record);
    if (exchange !== null) return exchange;
  }
  return plainExchange(record);
}

/** Reads a record that holds request and answer under their usual names. */
function plainExchange(record: JsonObject): LogExchange | UnreadReason {
  const { id, error } = record;
  const messages = listOf(record.messages ?? record.conversations ?? record.conversation);
  const isReply = record.response === undefined && messages === null && replyAnswers(record) !== null;
  const ended = { finish: finishIn(record), error, unread: record.unread };
  if (isReply) return { id, prompt: askedIn(record), answers: [{ said: replyIn(record), ...ended }] };
  const field = messages === null || record.response != null ? answerField(record) : undefined;
  if (field !== undefined) {
    const left = Object.keys(record).filter(
      (name) => name !== field && namesAnswer(name) && isOther(record, name, field),
    );
    const fields = { field, left, rivals: rivalFields(record, field) };
    return { id, prompt: askedIn(record), answers: [{ said: messageOf(record[field], record), ...ended }], fields };
  }
  const last = messages === null ? unread('noAnswerField', { fields: fieldNames(record) }) : lastAnswer(messages);
  return typeof last === 'string' ? last : { id, prompt: last.prompt, answers: [{ said: last.said, ...ended }] };
}

/**
 * Returns the reply of a record that is one itself. If it holds the request, too, then it is a row, and fields that no
 * reply has are about the row: they say nothing that the model said, unless their names promise an answer.
 */
function replyIn(record: JsonObject): JsonObject {
  if (askedIn(record) === undefined) return record;
  return Object.fromEntries(Object.entries(record).filter(([name]) => REPLY.has(name) || namesAnswer(name)));
}

const REPLY: ReadonlySet<string> = new Set(
  `id object created model choices output content type role status usage error incomplete_details stop_reason
  stop_details stop_sequence refusal reasoning reasoning_content reasoning_details thinking thinking_blocks tool_calls
  function_call audio`.split(/\s+/),
);

const isOther = (record: JsonObject, name: string, field: string): boolean =>
  typeof record[name] === 'string' && record[name] !== '' && record[name] !== record[field];

function askedIn(record: JsonObject): unknown {
  const asked = first(record, REQUESTS);
  const input = record.instruction === undefined ? undefined : requestOf(record.input);
  return input === undefined || input === '' || input === requestOf(asked) ? asked : `${requestOf(asked)}\n${input}`;
}

/** Names of the field that holds the request, more reliable ones first. */
const REQUESTS = [
  'prompt',
  'question',
  'instruction',
  'query',
  'input',
  'request',
  'test_case',
  'goal',
  '質問',
  '指示',
];

function first(record: JsonObject, names: readonly string[]): unknown {
  const there = names.filter((one) => record[one] !== undefined && record[one] !== null);
  const name = there.find((one) => record[one] !== '') ?? there[0];
  return name === undefined ? undefined : record[name];
}

const idOf = (id: unknown): string | number | null => (typeof id === 'string' || typeof id === 'number' ? id : null);

/** Returns the request of a prompt, which is either a text or the messages before the answer. */
function requestOf(prompt: unknown): string | undefined {
  if (prompt === undefined || prompt === null) return undefined;
  const turns: Turn[] = [];
  const messages = Array.isArray(prompt) ? listOf(prompt) : null;
  if (messages?.every(isObject) && addMessages(turns, messages) === null) {
    return turns.findLast((turn) => turn.role === 'user')?.text;
  }
  return textOf(prompt) ?? undefined;
}
