import type { Message } from '../schema/index.ts';
import type { ModelRequest, ModelTurn } from './model.ts';

/** What servers that speak OpenAI's dialect differ in. Found out from what they refuse, and kept for the questions after. */
export interface Manner {
  readonly limit: 'max_tokens' | 'max_completion_tokens';
  readonly seed: boolean;
  readonly temperature: boolean;
  /** false: what the system prompt says goes in front of the first user turn (Gemma's template has no system role). */
  readonly system: boolean;
  readonly stream: boolean;
}

/** What the refused request had of what may be refused. */
export interface SentParts {
  readonly hasSeed: boolean;
  readonly hasTemperature: boolean;
  readonly hasSystem: boolean;
}

export const sentParts = ({ turns, sample = {} }: ModelRequest): SentParts => ({
  hasSeed: sample.seed !== undefined,
  hasTemperature: sample.temperature !== undefined,
  hasSystem: turns.some(({ role }) => role === 'system'),
});

/**
 * The manner to try after a refusal (400 or 422) that names a parameter; null where it names none that was sent. Each step
 * changes something for good, so that there are few of them.
 */
export function mannerAfter(manner: Manner, refusal: string, sent: SentParts): Manner | null {
  const names = (word: RegExp) => word.test(refusal);
  if (!manner.stream && names(/\bstream\b/i) && names(/only|must|require|enable|support/i))
    return { ...manner, stream: true };
  if (manner.limit === 'max_tokens' && names(/max_completion_tokens|['"`]max_tokens['"`]/)) {
    return { ...manner, limit: 'max_completion_tokens' };
  }
  if (manner.limit === 'max_completion_tokens' && names(/max_completion_tokens/))
    return { ...manner, limit: 'max_tokens' };
  if (manner.seed && sent.hasSeed && names(/\bseed\b/i)) return { ...manner, seed: false };
  if (manner.temperature && sent.hasTemperature && names(/\btemperature\b/i)) return { ...manner, temperature: false };
  if (
    manner.system &&
    sent.hasSystem &&
    names(
      /\b(?:system|developer)\b[^.]{0,40}\b(?:role|message|prompt|instruction)|\brole\w*\b.{0,80}\bsystem\b|must alternate/i,
    )
  ) {
    return { ...manner, system: false };
  }
  return null;
}

/** The turns as a server takes them that knows no system role: its text in front of what the user says first. */
export function withoutSystem(turns: readonly ModelTurn[]): ModelTurn[] {
  const system = turns.flatMap(({ role, text }) => (role === 'system' && text !== '' ? [text] : []));
  const others = turns.filter(({ role }) => role !== 'system');
  const first = others.findIndex(({ role }) => role === 'user');
  if (system.length === 0 || first < 0) return others;
  return others.with(first, { role: 'user', text: [...system, others[first]!.text].join('\n\n') });
}

/** What a reader of the result has to know of how a server had to be asked; nothing where it took what it was sent. */
export function mannerCaveats(host: string, { seed, temperature, system }: Manner): Message[] {
  return [
    ...(seed ? [] : [LEFT_OUT(host, 'seed')]),
    ...(temperature ? [] : [LEFT_OUT(host, 'temperature')]),
    ...(system ? [] : [NO_SYSTEM(host)]),
  ];
}

const LEFT_OUT = (host: string, name: string): Message => ({
  en: `${host} does not take ${name}: it was left out, and the server's own default holds.`,
  ja: `${host} は ${name} を受け付けないため、指定せずに質問しました（サーバーの既定値になります）。`,
});
const NO_SYSTEM = (host: string): Message => ({
  en: `${host} has no system role: system prompts were put in front of the first user turn.`,
  ja: `${host} は system ロールに対応していないため、システムプロンプトを最初の質問の前に付けました。`,
});
