import * as z from 'zod';
import { finishOf, soleAnswer } from '../../wire/index.ts';
import type { Dialect } from '../http/dialect.ts';
import type { ModelAnswer, ModelRequest } from '../model.ts';
import { channelsOf } from './answer-channels.ts';
import { NO_ERROR } from './no-error.ts';

/** An invalid count is treated as not reported. */
const TOKENS = z.int().nonnegative().nullish().catch(null);

const REPLY = z.object({
  type: z.literal('message'),
  model: z.string().nullish().catch(null),
  content: z.array(z.looseObject({ type: z.string() })),
  stop_reason: z.string().nullish().catch(null),
  usage: z.object({ input_tokens: TOKENS, output_tokens: TOKENS }).nullish().catch(null),
  error: NO_ERROR,
});

/** The API requires a limit; no answer to a short question reaches this one. */
const MOST_TOKENS = 4096;

/**
 * Anthropic's messages API (https://docs.anthropic.com/en/api/messages). System turns are sent separately from the
 * conversation; there is no seed.
 */
export const anthropicMessages: Dialect = {
  path: '/messages',
  manner: null,
  headers: (key) => ({ 'anthropic-version': '2023-06-01', ...(key === '' ? {} : { 'x-api-key': key }) }),
  write: (model, { turns, sample = {}, prefill }) => {
    const system = turns.filter(({ role }) => role === 'system').map(({ text }) => text);
    return {
      model,
      ...(system.length === 0 ? {} : { system: system.join('\n\n') }),
      messages: messagesOf(turns, prefill),
      max_tokens: sample.maxTokens ?? MOST_TOKENS,
      temperature: sample.temperature,
    };
  },
  read: readMessage,
};

function messagesOf(turns: ModelRequest['turns'], prefill: string | undefined) {
  const spoken = turns.filter(({ role }) => role !== 'system').map(({ role, text }) => ({ role, content: text }));
  // The API does not accept a begun answer that ends in white space.
  return prefill === undefined ? spoken : [...spoken, { role: 'assistant' as const, content: prefill.trimEnd() }];
}

function readMessage(reply: unknown): ModelAnswer | null {
  const read = REPLY.safeParse(reply);
  if (!read.success) return null;
  const { stop_reason: reason, usage, model } = read.data;
  const answer = soleAnswer(reply)!;
  return {
    ...channelsOf(answer),
    finish: finishOf(reason, 'length'),
    promptTokens: usage?.input_tokens ?? null,
    completionTokens: usage?.output_tokens ?? null,
    servedModel: model ?? null,
  };
}
