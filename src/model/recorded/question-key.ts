import { createHash } from 'node:crypto';
import type { ModelRequest } from '../model.ts';

/** The parts of a question that determine its answer; the names `probe` and `condition` do not. */
export type AskedQuestion = Pick<ModelRequest, 'turns' | 'prefill' | 'nth' | 'sample'>;

/** Returns a key, SHA-256 in base64, that is the same exactly for questions that can share one answer. */
export function questionKey({ turns, prefill, nth = 0, sample = {} }: AskedQuestion): string {
  const { temperature = null, seed = null, maxTokens = null } = sample;
  const asked = [turns.map(({ role, text }) => [role, text]), prefill ?? null, nth, temperature, seed, maxTokens];
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64');
}
