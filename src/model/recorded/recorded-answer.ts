import * as z from 'zod';
import { ZenbunError } from '../../errors.ts';
import { rivalFields, type Usage, unread } from '../../schema/index.ts';
import { errorIn, finishIn, type JsonRecord, messageOf, replyAnswers, worstFinish } from '../../wire/index.ts';
import type { ModelAnswer, ModelRequest, ModelTurn } from '../model.ts';

/** What a line of recorded answers says of one question: the answer, or why there was none. */
export type RecordedAnswer = {
  /** The record's `id`, as text; null where it has none. */
  readonly id: string | null;
  /** What was asked; null where the record does not say. */
  readonly turns: readonly ModelTurn[] | null;
  /** What was put around the probe, by name; null where the record does not say. */
  readonly condition: string | null;
  /** The answer was made to begin with this, and is what follows it; null where it began by itself. */
  readonly prefill: string | null;
  /** Which of several answers, from 0; null where the record does not say. */
  readonly nth: number | null;
  readonly sample: NonNullable<ModelRequest['sample']>;
  /** What asking used; null where the record does not say. */
  readonly used: Usage | null;
} & ({ readonly answer: ModelAnswer } | { readonly failed: string; readonly why: string });

const ROLE = z.enum(['system', 'developer', 'user', 'assistant']);
const TURNS = z.array(z.object({ role: ROLE, content: z.string() }).transform(turnOf)).min(1);
const COUNT = z.int().nonnegative();
const USED = z.number().nonnegative();

/** What a hand-written record may have in its own way is taken where it is right, and else passed over. */
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
  promptTokens: COUNT.nullish().catch(null),
  completionTokens: COUNT.nullish().catch(null),
  failed: z.string().optional(),
  why: z.string().catch(''),
  used: z.object({ requests: USED, tokens: USED, promptTokens: USED, usd: USED }).nullish().catch(null),
});

/**
 * Writes a question and what came of it as a line, without its line break. What asking used is left out where nobody
 * counted it.
 */
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
  const { text, reasoning, finish, servedModel, promptTokens, completionTokens } = outcome;
  const answer = { response: text, reasoning, finish, model: servedModel, promptTokens, completionTokens };
  return JSON.stringify({ ...question, ...answer, used });
}

/**
 * Reads a line of recorded answers: `response` with `id` or `prompt` (a text, or messages), or `messages` that end with the
 * answer; the other fields that `formatRecordedAnswer` writes are taken where they are there. A line with `failed` tells
 * of a question without an answer, and so does one with `error` and no text. Gives the reason, as a string, where it holds nothing that could be found again.
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
  const { id, prompt, response, messages, model, ...rest } = read.data;
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
  const { promptTokens = null, completionTokens = null } = rest;
  // What stands beside an error is what came before it.
  const finish = worstFinish([finishIn(json as JsonRecord), error === null ? 'other' : 'length']);
  const told = channelsOf(
    text,
    response === undefined ? (json as { messages: JsonRecord[] }).messages.at(-1)! : (json as JsonRecord),
  );
  return { ...asked, answer: { ...told, finish, promptTokens, completionTokens, servedModel: model ?? null } };
}

/** A text with what stands beside it: calls of tools, which are part of the answer, and reasoning, which is not. */
function channelsOf(text: string, record: JsonRecord): Pick<ModelAnswer, 'text' | 'reasoning'> {
  const message = messageOf(text, record);
  if (typeof message === 'string') return { text };
  const { text: whole, reasoning } = replyAnswers(message)![0]!;
  return { text: whole, ...(reasoning === '' ? {} : { reasoning }) };
}

/** The same for the same conversation, whatever its line breaks, outer white space and composed characters. */
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
