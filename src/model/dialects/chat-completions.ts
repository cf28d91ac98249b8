import * as z from 'zod';
import { ZenbunError } from '../../errors.ts';
import { soleAnswer } from '../../wire/index.ts';
import { isAzure } from '../http/chat-host.ts';
import type { Dialect } from '../http/dialect.ts';
import { type Manner, withoutSystem } from '../http/manner.ts';
import type { ModelAnswer, ModelRequest } from '../model.ts';
import { channelsOf, streamedCompletion } from './answer-channels.ts';
import { chatFirstTokens } from './first-tokens.ts';
import { NO_ERROR } from './no-error.ts';

const PART = z.looseObject({ type: z.string() });

/** An invalid count is treated as not reported. */
const TOKENS = z.int().nonnegative().nullish().catch(null);

/** The minimum that makes a reply valid; its texts are read by `soleAnswer`. */
const REPLY = z.object({
  model: z.string().nullish().catch(null),
  choices: z.tuple(
    [
      z.object({
        message: z.object({ content: z.union([z.string(), z.array(PART)]).nullish() }),
        logprobs: z.unknown().optional(),
        error: NO_ERROR,
      }),
    ],
    z.unknown(),
  ),
  usage: z.object({ prompt_tokens: TOKENS, completion_tokens: TOKENS }).nullish().catch(null),
  system_fingerprint: z.string().nullish().catch(null),
  error: NO_ERROR,
});

/** Azure's filter answers in place of the model, with a 400. */
const FILTERED = z.object({ error: z.object({ code: z.literal('content_filter') }) });

/** Maximum listed by OpenAI, vLLM, llama.cpp and Ollama. */
const MOST_LOGPROBS = 20;

/** OpenAI's own servers, including those behind Azure. */
const OPENAI = /(^|\.)openai\.(com|azure\.com)$/;

/**
 * OpenAI's chat completions (https://platform.openai.com/docs/api-reference/chat), also spoken by vLLM, llama.cpp,
 * Ollama, LM Studio, TGI and LiteLLM. OpenAI itself has its own name for the token limit and cannot continue a begun
 * answer. The others are asked to continue in both ways in use: a final assistant turn (llama.cpp, Ollama), and vLLM's
 * fields.
 */
export function chatCompletions(host: string): Dialect {
  const isOpenAi = OPENAI.test(host);
  return {
    path: '/chat/completions',
    headers: (key) => (key === '' ? {} : isAzure(host) ? { 'api-key': key } : { authorization: `Bearer ${key}` }),
    manner: {
      limit: isOpenAi ? 'max_completion_tokens' : 'max_tokens',
      isLimitSettled: false,
      seed: true,
      temperature: true,
      system: true,
      stream: false,
      topLogprobs: MOST_LOGPROBS,
    },
    write: (model, { turns, sample = {}, prefill }, manner) => {
      if (prefill !== undefined && isOpenAi) refusePrefill(host);
      const { limit, seed, temperature, system, stream, topLogprobs } = manner as Manner;
      const listed = Math.min(sample.topLogprobs ?? 0, topLogprobs);
      return {
        model,
        messages: messagesOf(system ? turns : withoutSystem(turns), prefill),
        temperature: temperature ? sample.temperature : undefined,
        seed: seed ? sample.seed : undefined,
        ...(limit === null ? {} : { [limit]: sample.maxTokens }),
        ...(listed > 0 ? { logprobs: true, top_logprobs: listed } : {}),
        ...(stream ? { stream: true } : {}),
        ...(prefill === undefined ? {} : { add_generation_prompt: false, continue_final_message: true }),
      };
    },
    read: readCompletion,
    readStream: streamedCompletion,
  };
}

function messagesOf(turns: ModelRequest['turns'], prefill: string | undefined) {
  const begun = prefill === undefined ? [] : [{ role: 'assistant' as const, text: prefill }];
  return [...turns, ...begun].map(({ role, text }) => ({ role, content: text }));
}

function refusePrefill(host: string): never {
  throw new ZenbunError(
    'usage',
    {
      en: `${host} cannot continue a given answer`,
      ja: `${host} は書き出しを与えた回答の続きを生成できません`,
    },
    {
      advice: {
        en: 'Omit --prefill, or use a server that supports it (vLLM, llama.cpp, Ollama).',
        ja: '--prefill を外すか、対応するサーバー（vLLM、llama.cpp、Ollama）を使ってください。',
      },
    },
  );
}

function readCompletion(reply: unknown): ModelAnswer | null {
  const read = REPLY.safeParse(reply);
  if (!read.success) {
    if (!FILTERED.safeParse(reply).success) return null;
    return { text: '', finish: 'content-filter', promptTokens: null, completionTokens: null, servedModel: null };
  }
  const { model, usage, system_fingerprint: build } = read.data;
  const [{ logprobs }] = read.data.choices;
  const firstTokens = chatFirstTokens(logprobs);
  return {
    ...channelsOf(soleAnswer(reply)!),
    promptTokens: usage?.prompt_tokens ?? null,
    completionTokens: usage?.completion_tokens ?? null,
    servedModel: model ?? null,
    ...(firstTokens === null ? {} : { firstTokens }),
    ...(build ? { systemFingerprint: build } : {}),
  };
}
