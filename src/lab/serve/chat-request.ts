import * as z from 'zod';
import type { ChatTurn } from '../world/tokens.ts';
import { ApiError } from './api-error.ts';

/** A request for answers, validated and with defaults filled in. */
export interface ChatRequest {
  readonly model: string;
  readonly turns: readonly ChatTurn[];
  readonly temperature: number;
  readonly seed: number | null;
  /** Maximum number of tokens in an answer; Infinity if the context is the only limit. */
  readonly most: number;
  readonly stops: readonly string[];
  /** Number of answers. */
  readonly n: number;
  /** Number of likeliest tokens to list with each drawn one; null if no log probabilities are requested. */
  readonly topLogprobs: number | null;
  readonly stream: boolean;
  readonly includeUsage: boolean;
}

const CONTENT = z.union(
  [
    z.string(),
    z
      .array(z.object({ type: z.literal('text'), text: z.string() }))
      .transform((parts) => parts.map(({ text }) => text).join('\n')),
  ],
  { error: 'Expected a string, or a list of parts { "type": "text", "text": … }: toy models read text only.' },
);

const ROLE = z.enum(['system', 'developer', 'user', 'assistant']);
const WHOLE = z.int().min(1);

const BODY = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: ROLE, content: CONTENT })).min(1),
  temperature: z.number().min(0).max(2).nullish(),
  seed: z.int().nullish(),
  max_tokens: WHOLE.nullish(),
  max_completion_tokens: WHOLE.nullish(),
  stop: z
    .union([z.string().min(1), z.array(z.string().min(1)).max(4)], {
      error: 'Expected a non-empty string, or a list of up to 4.',
    })
    .nullish(),
  n: WHOLE.max(8).nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
});

const isNothing = (value: unknown) => value == null || (typeof value === 'object' && Object.keys(value).length === 0);

/**
 * Fields that would change the answer and that no toy model can honour, each with a test for values that change
 * nothing.
 */
const REFUSED: Readonly<Record<string, (value: unknown) => boolean>> = {
  tools: isNothing,
  functions: isNothing,
  response_format: (value) => isNothing(value) || (value as { type?: unknown }).type === 'text',
  modalities: (value) => isNothing(value) || (Array.isArray(value) && value.every((mode) => mode === 'text')),
  audio: isNothing,
  web_search_options: (value) => value == null,
  logit_bias: isNothing,
  top_p: (value) => value == null || value === 1,
  frequency_penalty: (value) => value == null || value === 0,
  presence_penalty: (value) => value == null || value === 0,
  echo: (value) => value == null || value === false,
};

/**
 * Reads the body of a chat completion request. Throws ApiError (400) that names the invalid field. A field that would
 * change the answer but cannot be honoured (tools, response_format, top_p, …) is rejected; any other unknown field
 * (user, metadata, store, …) is ignored. Tool messages, and parts that are not text, are rejected.
 */
export function chatRequest(body: unknown): ChatRequest {
  const checked = BODY.safeParse(body);
  if (!checked.success) throw wrongField(checked.error.issues[0]!);
  for (const [param, changesNothing] of Object.entries(REFUSED))
    if (!changesNothing((body as Record<string, unknown>)[param]))
      throw new ApiError(400, `${param}: toy models do not support this.`, { param, code: 'unsupported_parameter' });
  const { data } = checked;
  if (data.top_logprobs != null && data.logprobs !== true)
    throw new ApiError(400, 'top_logprobs: needs logprobs to be true.', { param: 'top_logprobs' });
  return {
    model: data.model,
    turns: data.messages.map(({ role, content }) => ({ role: role === 'developer' ? 'system' : role, text: content })),
    temperature: data.temperature ?? 1,
    seed: data.seed ?? null,
    most: data.max_completion_tokens ?? data.max_tokens ?? Number.POSITIVE_INFINITY,
    stops: [data.stop ?? []].flat(),
    n: data.n ?? 1,
    topLogprobs: data.logprobs === true ? (data.top_logprobs ?? 0) : null,
    stream: data.stream ?? false,
    includeUsage: data.stream_options?.include_usage ?? false,
  };
}

function wrongField({ path, message }: z.core.$ZodIssue): ApiError {
  const param = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .slice(1);
  return param === '' ? new ApiError(400, message) : new ApiError(400, `${param}: ${message}`, { param });
}
