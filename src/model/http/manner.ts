import type { Message } from '../../schema/index.ts';
import type { ModelRequest, ModelTurn } from '../model.ts';
import { refusalWords } from './refusal-words.ts';

/** Ways in which servers of OpenAI's dialect differ. Learnt from their refusals and kept for later questions. */
export interface Manner {
  /** Name of the limit of an answer's tokens; null if the server takes none. */
  readonly limit: 'max_tokens' | 'max_completion_tokens' | null;
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
  readonly hasLimit: boolean;
  readonly hasSeed: boolean;
  readonly hasTemperature: boolean;
  readonly hasSystem: boolean;
  readonly hasLogprobs: boolean;
}

export const sentParts = ({ turns, sample = {} }: ModelRequest): SentParts => ({
  hasLimit: sample.maxTokens !== undefined,
  hasSeed: sample.seed !== undefined,
  hasTemperature: sample.temperature !== undefined,
  hasSystem: turns.some(({ role }) => role === 'system'),
  hasLogprobs: sample.topLogprobs !== undefined,
});

/** Maximum listed by servers that do not list twenty (vLLM's default before 0.9, Fireworks, OpenAI's completions). */
const FEW_LOGPROBS = 5;
/** Matches refusals of this particular request for being too long or too large, rather than of a kind of parameter. */
const TOO_MUCH = /context length|context window|too (?:large|long|many)|exceed|at most|maximum|less than|not greater/i;

/**
 * Returns the manner to try after a refusal (400 or 422) that names a parameter, or null if it names none that was
 * sent. Each step is a permanent change, so there are only a few.
 */
export function mannerAfter(manner: Manner, body: string, sent: SentParts): Manner | null {
  const words = refusalWords(body);
  const names = (pattern: RegExp) => pattern.test(words);
  // Must precede the general check for too much: here "at most 5" refers to the list, not to the conversation.
  if (manner.topLogprobs > 0 && sent.hasLogprobs && names(/log_?prob/i))
    return { ...manner, topLogprobs: manner.topLogprobs > FEW_LOGPROBS ? FEW_LOGPROBS : 0 };
  if (TOO_MUCH.test(words)) return null;
  if (!manner.stream && names(/\bstream\b/i) && names(/\bonly\b|\bmust\b|requires?\b|enable/i))
    return { ...manner, stream: true };
  if (manner.limit !== null && sent.hasLimit && names(/\bmax_(?:completion_)?tokens\b/))
    return { ...manner, limit: manner.isLimitSettled ? null : OTHER_LIMIT[manner.limit], isLimitSettled: true };
  if (manner.seed && sent.hasSeed && names(/\bseed\b/i)) return { ...manner, seed: false };
  if (manner.temperature && sent.hasTemperature && names(/\btemperature\b/i)) return { ...manner, temperature: false };
  if (manner.system && sent.hasSystem && names(NO_SYSTEM_ROLE)) return { ...manner, system: false };
  return null;
}

const OTHER_LIMIT = { max_tokens: 'max_completion_tokens', max_completion_tokens: 'max_tokens' } as const;

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
export function mannerCaveats(host: string, { limit, seed, temperature, system }: Manner): Message[] {
  return [
    ...(limit === null ? [NO_LIMIT(host)] : []),
    ...(seed ? [] : [LEFT_OUT(host, 'seed')]),
    ...(temperature ? [] : [LEFT_OUT(host, 'temperature')]),
    ...(system ? [] : [NO_SYSTEM(host)]),
  ];
}

const LEFT_OUT = (host: string, name: string): Message => ({
  en: `${host} does not accept ${name}: it was omitted, so the server's default applies.`,
  ja: `${host} は ${name} を受け付けないため、指定せずに質問しました（サーバーの既定値になります）。`,
});
const NO_LIMIT = (host: string): Message => ({
  en: `${host} accepts no limit for the tokens of an answer: it was omitted, so answers may be longer, and cost more, than intended.`,
  ja: `${host} は回答のトークン数の上限を受け付けないため、指定せずに質問しました（回答が想定より長くなり、費用が増えることがあります）。`,
});
const NO_SYSTEM = (host: string): Message => ({
  en: `${host} has no system role: system prompts were prepended to the first user turn.`,
  ja: `${host} は system ロールに対応していないため、システムプロンプトを最初の質問の前に付けました。`,
});
