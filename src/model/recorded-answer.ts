import * as z from 'zod';
import type { ModelAnswer, ModelTurn } from './model.ts';

/** One answer as a file holds it. */
export interface RecordedAnswer {
  /** The record's `id`, as text; null where it has none. */
  readonly id: string | null;
  /** What was asked, as `promptKey` writes it; null where the record does not say. */
  readonly asked: string | null;
  readonly answer: ModelAnswer;
}

const ROLE = z.enum(['system', 'developer', 'user', 'assistant']);
const TURNS = z.array(z.object({ role: ROLE, content: z.string() }).transform(turnOf)).min(1);

const RECORD = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  prompt: z.union([z.string().transform((text): ModelTurn[] => [{ role: 'user', text }]), TURNS]).nullish(),
  response: z.string().optional(),
  messages: TURNS.nullish(),
  finish: z.enum(['stop', 'length', 'content-filter', 'other']).catch('other'),
  model: z.string().nullish().catch(null),
});

/**
 * Reads a line of recorded answers: `response` with `id` or `prompt` (a text, or messages), or `messages` that end with the
 * answer; `finish` and `model` are taken where they are there. Gives the reason, as a string, where it holds no answer that
 * could be found again.
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
  const { id, prompt, response, messages, finish, model } = read.data;
  const last = messages?.at(-1);
  const text = response ?? (last?.role === 'assistant' ? last.text : undefined);
  if (text === undefined) return 'has neither response nor messages that end with an answer';
  const turns = prompt ?? (response === undefined ? messages?.slice(0, -1) : messages);
  if (id == null && !turns?.length) return 'has neither id nor prompt';
  return {
    id: id == null ? null : String(id),
    asked: turns?.length ? promptKey(turns) : null,
    answer: { text, finish, promptTokens: null, completionTokens: null, servedModel: model ?? null },
  };
}

/** The same for the same conversation, whatever its line breaks, outer white space and composed characters. */
export function promptKey(turns: readonly ModelTurn[]): string {
  return JSON.stringify(turns.map(({ role, text }) => [role, text.normalize('NFC').replace(/\r\n?/g, '\n').trim()]));
}

function turnOf({ role, content }: { role: z.infer<typeof ROLE>; content: string }): ModelTurn {
  return { role: role === 'developer' ? 'system' : role, text: content };
}
