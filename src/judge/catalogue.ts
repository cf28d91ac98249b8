import type { Judge } from './judge.ts';
import { gptOssSafeguard } from './templates/gpt-oss-safeguard.ts';
import { graniteGuardian } from './templates/granite-guardian.ts';
import { llamaGuard1, llamaGuard2, llamaGuard3, llamaGuard4 } from './templates/llama-guard.ts';
import { openaiModeration } from './templates/openai-moderation.ts';
import { qwen3guard } from './templates/qwen3guard.ts';
import { rubric } from './templates/rubric.ts';
import { shieldgemma } from './templates/shieldgemma.ts';
import { wildguard } from './templates/wildguard.ts';

/** All judges that are asked through a model. Ids are stable. */
export const JUDGES: readonly Judge[] = [
  llamaGuard1,
  llamaGuard2,
  llamaGuard3,
  llamaGuard4,
  qwen3guard,
  shieldgemma,
  wildguard,
  graniteGuardian,
  gptOssSafeguard,
  openaiModeration,
  rubric,
];

/** Model names as registries and servers write them, in the order in which they are tried. */
const KNOWN_NAMES: readonly (readonly [RegExp, Judge])[] = [
  [/llama-?guard[-:]?7b/i, llamaGuard1],
  [/llama-?guard-?2/i, llamaGuard2],
  [/llama-?guard-?3/i, llamaGuard3],
  [/llama-?guard-?4/i, llamaGuard4],
  [/qwen3-?guard/i, qwen3guard],
  [/shield-?gemma(?!-?2-4b)/i, shieldgemma],
  [/wild-?guard/i, wildguard],
  [/granite-?3(?:\.\d+)?-?guardian|granite-guardian-3/i, graniteGuardian],
  [/gpt-oss-safeguard/i, gptOssSafeguard],
  [/(?:omni|text)-moderation/i, openaiModeration],
];

/** Returns the template of a guard by the model's name; null if the model is not a known guard. */
export function knownGuard(model: string): Judge | null {
  return KNOWN_NAMES.find(([name]) => name.test(model))?.[1] ?? null;
}

/** Returns the template for a model by its name; the rubric if the model is not a known guard. */
export function judgeFor(model: string): Judge {
  return knownGuard(model) ?? rubric;
}
