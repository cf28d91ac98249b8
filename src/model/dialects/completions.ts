import * as z from 'zod';
import { ZenbunError } from '../../errors.ts';
import { soleAnswer } from '../../wire/index.ts';
import type { Dialect } from '../http/dialect.ts';
import type { Manner } from '../http/manner.ts';
import type { ModelAnswer, ModelRequest } from '../model.ts';
import { channelsOf, streamedCompletion } from './answer-channels.ts';
import { chatCompletions } from './chat-completions.ts';
import { completionFirstTokens } from './first-tokens.ts';
import { NO_ERROR } from './no-error.ts';

const TOKENS = z.int().nonnegative().nullish().catch(null);

const REPLY = z.object({
  model: z.string().nullish().catch(null),
  choices: z.tuple([z.object({ text: z.string(), logprobs: z.unknown().optional(), error: NO_ERROR })], z.unknown()),
  usage: z.object({ prompt_tokens: TOKENS, completion_tokens: TOKENS }).nullish().catch(null),
  system_fingerprint: z.string().nullish().catch(null),
  error: NO_ERROR,
});

/** The original limit of this endpoint, which many servers still have. */
const MOST_LOGPROBS = 5;

/**
 * OpenAI's older completions (https://platform.openai.com/docs/api-reference/completions): the bare text of one turn,
 * without a chat template. Used for base models, and for servers that list log-probabilities only here.
 */
export function completions(host: string): Dialect {
  const { headers, manner } = chatCompletions(host);
  return {
    path: '/completions',
    headers,
    manner: { ...(manner as Manner), limit: 'max_tokens', topLogprobs: MOST_LOGPROBS },
    write: (model, { turns, sample = {}, prefill }, used) => {
      const { limit, seed, temperature, stream, topLogprobs } = used as Manner;
      const listed = Math.min(sample.topLogprobs ?? 0, topLogprobs);
      return {
        model,
        prompt: bareText(turns, prefill),
        temperature: temperature ? sample.temperature : undefined,
        seed: seed ? sample.seed : undefined,
        ...(limit === null ? {} : { [limit]: sample.maxTokens }),
        ...(listed > 0 ? { logprobs: listed } : {}),
        ...(stream ? { stream: true } : {}),
      };
    },
    read: readCompletion,
    readStream: streamedCompletion,
  };
}

function bareText(turns: ModelRequest['turns'], prefill: string | undefined): string {
  const [first, ...others] = turns;
  if (first !== undefined && others.length === 0 && prefill === undefined) return first.text;
  throw new ZenbunError('usage', {
    en: 'completions take one text, not a conversation',
    ja: '補完（completions）に渡せるのは 1 つの文章だけです。会話は渡せません',
  });
}

function readCompletion(reply: unknown): ModelAnswer | null {
  const read = REPLY.safeParse(reply);
  if (!read.success) return null;
  const { choices, model, usage, system_fingerprint: build } = read.data;
  const firstTokens = completionFirstTokens(choices[0].logprobs);
  return {
    ...channelsOf(soleAnswer(reply)!),
    promptTokens: usage?.prompt_tokens ?? null,
    completionTokens: usage?.completion_tokens ?? null,
    servedModel: model ?? null,
    ...(firstTokens === null ? {} : { firstTokens }),
    ...(build ? { systemFingerprint: build } : {}),
  };
}
