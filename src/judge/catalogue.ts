import type { Judge } from './judge.ts';
import { gptOssSafeguard } from './templates/gpt-oss-safeguard.ts';
import { llamaGuard3, llamaGuard4 } from './templates/llama-guard.ts';
import { openaiModeration } from './templates/openai-moderation.ts';
import { qwen3guard } from './templates/qwen3guard.ts';
import { rubric } from './templates/rubric.ts';
import { shieldgemma } from './templates/shieldgemma.ts';

/** Every judge that is asked through a model. Ids are stable. */
export const JUDGES: readonly Judge[] = [
  llamaGuard3,
  llamaGuard4,
  qwen3guard,
  shieldgemma,
  gptOssSafeguard,
  openaiModeration,
  rubric,
];

/** Model names as registries and servers write them, in the order in which they are tried. */
const KNOWN_NAMES: readonly (readonly [RegExp, Judge])[] = [
  [/llama-?guard-?3/i, llamaGuard3],
  [/llama-?guard-?4/i, llamaGuard4],
  [/qwen3-?guard/i, qwen3guard],
  [/shield-?gemma/i, shieldgemma],
  [/gpt-oss-safeguard/i, gptOssSafeguard],
  [/(?:omni|text)-moderation/i, openaiModeration],
];

/** The template for a model by its name; the rubric for a model that is not known as a guard. */
export function judgeFor(model: string): Judge {
  return KNOWN_NAMES.find(([name]) => name.test(model))?.[1] ?? rubric;
}
