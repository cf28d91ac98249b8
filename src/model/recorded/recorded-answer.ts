import * as z from 'zod';
import { ZenbunError } from '../../errors.ts';
import { rivalFields, type Usage, unread } from '../../schema/index.ts';
import {
  errorIn,
  finishIn,
  type JsonRecord,
  messageOf,
  replyAnswers,
  streamedReply,
  withFurther,
  worstFinish,
} from '../../wire/index.ts';
import { channelsOf } from '../dialects/answer-channels.ts';
import type { ModelAnswer, ModelRequest, ModelTurn } from '../model.ts';

/** The content of a line of recorded answers: a question with its answer, or with the reason there was none. */
export type RecordedAnswer = {
  /** The record's `id`, as text; null if absent. */
  readonly id: string | null;
  /** The question; null if the record does not say. */
  readonly turns: readonly ModelTurn[] | null;
  /** Name of the wrapping around the probe; null if the record does not say. */
  readonly condition: string | null;
  /** The text that the answer was forced to begin with, and which it continues; null if it began freely. */
  readonly prefill: string | null;
  /** Number among several answers, from 0; null if the record does not say. */
  readonly nth: number | null;
  readonly sample: NonNullable<ModelRequest['sample']>;
  /** Usage of asking; null if the record does not say. */
  readonly used: Usage | null;
} & ({ readonly answer: ModelAnswer } | { readonly failed: string; readonly why: string });

const ROLE = z.enum(['system', 'developer', 'user', 'assistant']);
const TURNS = z.array(z.object({ role: ROLE, content: z.string() }).transform(turnOf)).min(1);
const COUNT = z.int().nonnegative();
const USED = z.number().nonnegative();

/** Some optional fields that a hand-written record may use in its own way are ignored if they are invalid. */
const RECORD = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  prompt: z.union([z.string().transform((text): ModelTurn[] => [{ role: 'user', text }]), TURNS]).nullish(),
  response: z.string().optional(),
  messages: TURNS.nullish(),
  condition: z.string().nullish(),
  prefill: z.string().nullish(),
  nth: COUNT.nullish(),
  sample: z
    .object({ temperature: z.number().optional(), seed: z.number().optional(), maxTokens: z.number().optional() })
    .nullish()
    .catch(null),
  model: z.string().nullish().catch(null),
  unread: z.array(z.string()).nullish().catch(null),
  promptTokens: COUNT.nullish().catch(null),
  completionTokens: COUNT.nullish().catch(null),
  failed: z.string().optional(),
  why: z.string().catch(''),
  used: z.object({ requests: USED, tokens: USED, promptTokens: USED, usd: USED }).nullish().catch(null),
});

/** Formats a question and its result as a line, without the line break. Usage is left out if it was not counted. */
export function formatRecordedAnswer(request: ModelRequest, outcome: ModelAnswer | ZenbunError, used?: Usage): string {
  const { probe: id, condition, turns, prefill, nth, sample } = request;
  const question = {
    id,
    condition,
    prompt: turns.map(({ role, text }) => ({ role, content: text })),
    prefill,
    nth,
    sample,
  };
  if (outcome instanceof ZenbunError) {
    return JSON.stringify({ ...question, failed: outcome.code, why: outcome.message, used });
  }
  const { text, reasoning, unread: places, finish, servedModel, promptTokens, completionTokens } = outcome;
  const answer = {
    response: text,
    reasoning,
    unread: places,
    finish,
    model: servedModel,
    promptTokens,
    completionTokens,
  };
  return JSON.stringify({ ...question, ...answer, used });
}

/**
 * Parses a line of recorded answers: `response` with `id` or `prompt` (a text, or messages), or `messages` that end
 * with the answer. The other fields written by `formatRecordedAnswer` are optional. A line with `failed`, or with
 * `error` and no text, describes a question without an answer. Returns the reason, as a string, if the line contains
 * nothing that could be found again.
 */
export function parseRecordedAnswer(line: string): RecordedAnswer | string {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return 'not valid JSON';
  }
  const read = RECORD.safeParse(json);
  if (!read.success) {
    const [{ path, message }] = read.error.issues as [z.core.$ZodIssue];
    return path.length === 0 ? message : `${path.join('.')}: ${message}`;
  }
  const { id, prompt, response, messages, ...rest } = read.data;
  const rivals = response === undefined ? [] : rivalFields(json as JsonRecord, 'response');
  if (rivals.length > 0) return unread('rivals', { field: 'response', others: rivals.join('", "') });
  const last = messages?.at(-1);
  const text = response ?? (last?.role === 'assistant' ? last.text : undefined);
  const error = errorIn(json as JsonRecord);
  const isWithout = text === undefined || (error !== null && text.trim() === '');
  const failed = read.data.failed ?? (isWithout && error !== null ? 'error' : undefined);
  if (text === undefined && failed === undefined) return 'has neither response nor messages that end with an answer';
  const turns = prompt ?? (response === undefined && failed === undefined ? messages?.slice(0, -1) : messages);
  if (id == null && !turns?.length) return 'has neither id nor prompt';
  const asked = {
    id: id == null ? null : String(id),
    turns: turns?.length ? turns : null,
    condition: rest.condition ?? null,
    prefill: rest.prefill ?? null,
    nth: rest.nth ?? null,
    sample: sampleOf(rest.sample),
    used: rest.used ?? null,
  };
  if (isWithout) return { ...asked, failed: failed!, why: read.data.why || (error ?? '') };
  return { ...asked, answer: answerOf(text, json as JsonRecord, read.data) };
}

function answerOf(text: string, record: JsonRecord, read: z.infer<typeof RECORD>): ModelAnswer {
  const { response, model = null, promptTokens = null, completionTokens = null } = read;
  const message = response === undefined ? (record as { messages: JsonRecord[] }).messages.at(-1)! : record;
  const { finish, unread: own = [], ...told } = toldIn(text, message);
  const places = [...(read.unread ?? []), ...own];
  return {
    ...told,
    ...(places.length === 0 ? {} : { unread: places }),
    // Text next to an error is what was generated before it.
    finish: worstFinish([finishIn(record), finish, errorIn(record) === null ? 'other' : 'length']),
    promptTokens,
    completionTokens,
    servedModel: model,
  };
}

/**
 * Joins a text that is a recorded stream. Adds the other channels of a message to its text: tool calls, which are part
 * of the answer, and reasoning, which is not.
 */
function toldIn(text: string, record: JsonRecord): Pick<ModelAnswer, 'text' | 'reasoning' | 'unread' | 'finish'> {
  const stream = streamedReply(text);
  if (stream !== null) {
    const [first, ...others] = stream.answers;
    return channelsOf(withFurther(first!, others));
  }
  const message = messageOf(text, record);
  return typeof message === 'string' ? { text, finish: 'other' } : channelsOf(replyAnswers(message)![0]!);
}

/**
 * Returns a key that is the same for the same conversation, regardless of its kind of line breaks, outer white space
 * and character composition.
 */
export function promptKey(turns: readonly ModelTurn[]): string {
  return JSON.stringify(turns.map(({ role, text }) => [role, text.normalize('NFC').replace(/\r\n?/g, '\n').trim()]));
}

function turnOf({ role, content }: { role: z.infer<typeof ROLE>; content: string }): ModelTurn {
  return { role: role === 'developer' ? 'system' : role, text: content };
}

function sampleOf(read: z.infer<typeof RECORD>['sample']): RecordedAnswer['sample'] {
  const { temperature, seed, maxTokens } = read ?? {};
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(seed === undefined ? {} : { seed }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  };
}
