import { createHash } from 'node:crypto';
import type { ModelRequest } from '../model.ts';

/** What of a question makes its answer; names (`probe`, `condition`) do not. */
export type AskedQuestion = Pick<ModelRequest, 'turns' | 'prefill' | 'nth' | 'sample'>;

/** SHA-256, in base64: the same for questions that one answer will do for, and for no others. */
export function questionKey({ turns, prefill, nth = 0, sample = {} }: AskedQuestion): string {
  const { temperature = null, seed = null, maxTokens = null } = sample;
  const asked = [turns.map(({ role, text }) => [role, text]), prefill ?? null, nth, temperature, seed, maxTokens];
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64');
}
