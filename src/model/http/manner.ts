import * as z from 'zod';
import type { Message } from '../../schema/index.ts';
import type { ModelRequest, ModelTurn } from '../model.ts';
import { jsonOf } from './event-stream.ts';

/** Ways in which servers of OpenAI's dialect differ. Learnt from their refusals and kept for later questions. */
export interface Manner {
  readonly limit: 'max_tokens' | 'max_completion_tokens';
  /** True if the other name of the limit has already been refused. */
  readonly isLimitSettled: boolean;
  readonly seed: boolean;
  readonly temperature: boolean;
  /** False if system prompts go in front of the first user turn (Gemma's template has no system role). */
  readonly system: boolean;
  readonly stream: boolean;
  /** Maximum number of likeliest tokens that the server lists; 0 if it refuses to list any. */
  readonly topLogprobs: number;
}

/** The parts of a refused request that may be the cause of the refusal. */
export interface SentParts {
  readonly hasSeed: boolean;
  readonly hasTemperature: boolean;
  readonly hasSystem: boolean;
  readonly hasLogprobs: boolean;
}

export const sentParts = ({ turns, sample = {} }: ModelRequest): SentParts => ({
  hasSeed: sample.seed !== undefined,
  hasTemperature: sample.temperature !== undefined,
  hasSystem: turns.some(({ role }) => role === 'system'),
  hasLogprobs: sample.topLogprobs !== undefined,
});

/** The server's own words in a refusal. They exclude what it quotes of the request, which names every parameter. */
const REFUSAL = z.object({
  error: z
    .union([z.string(), z.object({ message: z.string().catch(''), param: z.string().nullish().catch(null) })])
    .optional()
    .catch(undefined),
  message: z
    .union([z.string(), z.object({ detail: z.unknown() })])
    .optional()
    .catch(undefined),
  detail: z.unknown().optional(),
});
const DETAILS = z.array(
  z.object({ loc: z.array(z.union([z.string(), z.number()])).catch([]), msg: z.string().catch('') }),
);

function wordsOf(body: string): string {
  const read = REFUSAL.safeParse(jsonOf(body));
  if (!read.success) return body.slice(0, MAX_WORDS_CHARS);
  const { error, message, detail } = read.data;
  const own = typeof error === 'string' ? error : error === undefined ? '' : `${error.message} ${error.param ?? ''}`;
  const said = typeof message === 'string' ? message : '';
  const details = DETAILS.safeParse(typeof message === 'object' ? message.detail : detail);
  const places = details.success ? details.data.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ') : '';
  const plain = typeof detail === 'string' ? detail : '';
  return [own, said, places, plain].join(' ').slice(0, MAX_WORDS_CHARS);
}

const MAX_WORDS_CHARS = 1_000;
/** Maximum listed by servers that do not list twenty (vLLM's default before 0.9, Fireworks, OpenAI's completions). */
const FEW_LOGPROBS = 5;
/** Matches refusals of this particular request for being too long or too large, rather than of a kind of parameter. */
const TOO_MUCH = /context length|context window|too (?:large|long|many)|exceed|at most|maximum/i;

/**
 * Returns the manner to try after a refusal (400 or 422) that names a parameter, or null if it names none that was
 * sent. Each step is a permanent change, so there are only a few.
 */
export function mannerAfter(manner: Manner, body: string, sent: SentParts): Manner | null {
  const words = wordsOf(body);
  const names = (pattern: RegExp) => pattern.test(words);
  // Must precede the general check for too much: here "at most 5" refers to the list, not to the conversation.
  if (manner.topLogprobs > 0 && sent.hasLogprobs && names(/log_?prob/i))
    return { ...manner, topLogprobs: manner.topLogprobs > FEW_LOGPROBS ? FEW_LOGPROBS : 0 };
  if (TOO_MUCH.test(words)) return null;
  if (!manner.stream && names(/\bstream\b/i) && names(/\bonly\b|\bmust\b|requires?\b|enable/i))
    return { ...manner, stream: true };
  if (!manner.isLimitSettled && names(/\bmax_(?:completion_)?tokens\b/)) {
    const limit = manner.limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    return { ...manner, limit, isLimitSettled: true };
  }
  if (manner.seed && sent.hasSeed && names(/\bseed\b/i)) return { ...manner, seed: false };
  if (manner.temperature && sent.hasTemperature && names(/\btemperature\b/i)) return { ...manner, temperature: false };
  if (manner.system && sent.hasSystem && names(NO_SYSTEM_ROLE)) return { ...manner, system: false };
  return null;
}

const NO_SYSTEM_ROLE =
  /\b(?:system|developer)\b[^.]{0,40}\b(?:role|message|prompt|instruction)s?\b[^.]{0,40}\b(?:not|un)|\b(?:unsupported|unknown|invalid)\b[^.]{0,20}\brole\b|must alternate/i;

/** Returns the turns for a server without a system role: the system text goes in front of the first user turn. */
export function withoutSystem(turns: readonly ModelTurn[]): ModelTurn[] {
  const system = turns.flatMap(({ role, text }) => (role === 'system' && text !== '' ? [text] : []));
  const others = turns.filter(({ role }) => role !== 'system');
  const first = others.findIndex(({ role }) => role === 'user');
  if (system.length === 0 || first < 0) return others;
  return others.with(first, { role: 'user', text: [...system, others[first]!.text].join('\n\n') });
}

/**
 * Returns what a reader of the results must know about how the server had to be asked; empty if it accepted the request
 * as it was.
 */
export function mannerCaveats(host: string, { seed, temperature, system }: Manner): Message[] {
  return [
    ...(seed ? [] : [LEFT_OUT(host, 'seed')]),
    ...(temperature ? [] : [LEFT_OUT(host, 'temperature')]),
    ...(system ? [] : [NO_SYSTEM(host)]),
  ];
}

const LEFT_OUT = (host: string, name: string): Message => ({
  en: `${host} does not accept ${name}: it was omitted, so the server's default applies.`,
  ja: `${host} は ${name} を受け付けないため、指定せずに質問しました（サーバーの既定値になります）。`,
});
const NO_SYSTEM = (host: string): Message => ({
  en: `${host} has no system role: system prompts were prepended to the first user turn.`,
  ja: `${host} は system ロールに対応していないため、システムプロンプトを最初の質問の前に付けました。`,
});
