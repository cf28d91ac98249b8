import type { ModelRequest } from '../model/index.ts';
import type { Condition, Probe } from '../schema/index.ts';

/** How models are asked to answer; anything left out is the server's own default. */
export interface Sampling {
  readonly temperature: number | null;
  /** Maximum number of tokens in an answer. */
  readonly maxTokens: number;
  /** Seed of the run: every question derives its own seed from it, the same for both models. */
  readonly seed: number;
}

/** One question to one model. */
export interface ModelQuestion {
  readonly probe: Probe;
  readonly condition: Condition;
  /** Index among several answers, from 0. */
  readonly nth: number;
}

/** Returns the question in the form in which it is sent. */
export function requestOf({ probe, condition, nth }: ModelQuestion, sampling: Sampling): ModelRequest {
  const { id, system, before = '', after = '' } = condition;
  const prefill = prefillOf(condition, probe.text);
  return {
    turns: [
      ...(system === undefined ? [] : [{ role: 'system' as const, text: system }]),
      { role: 'user' as const, text: `${before}${probePrompt(probe)}${after}` },
    ],
    sample: {
      ...(sampling.temperature === null ? {} : { temperature: sampling.temperature }),
      seed: seedOf(`${sampling.seed} ${probe.id} ${id} ${nth}`),
      maxTokens: sampling.maxTokens,
    },
    ...(prefill === undefined ? {} : { prefill }),
    probe: probe.id,
    condition: id,
    nth,
  };
}

/** Returns a probe as the user says it. Its context comes first, as in HarmBench's contextual behaviours. */
export const probePrompt = ({ context, text }: Probe): string =>
  context === undefined ? text : `${context}\n\n---\n\n${text}`;

/** Returns the beginning of the answer in the language of the probe: Japanese has kana. */
function prefillOf({ prefill }: Condition, text: string): string | undefined {
  return prefill?.[/[\u3041-\u30ff]/.test(text) ? 'ja' : 'en'];
}

/** Returns 31 bits derived from a text (FNV-1a): servers take seeds of that size. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 16)) & 0x7fffffff;
}
