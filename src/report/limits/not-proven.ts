import type { Evidence, Message } from '../../schema/index.ts';
import { say } from '../say.ts';
import { ALWAYS_LIMITS } from './always.ts';
import type { LimitEntry } from './limit-entry.ts';
import { LIMITS_OF_EVIDENCE } from './of-evidence.ts';

/** All limits, in the order in which they are stated. */
export const LIMITS: readonly LimitEntry[] = [...ALWAYS_LIMITS, ...LIMITS_OF_EVIDENCE];

/** Returns what this evidence does not prove, each in a sentence of its own. Never empty. */
export function notProven(evidence: readonly Evidence[]): Message[] {
  return LIMITS.flatMap(({ text, when }) => {
    const values = when(evidence);
    return values === null ? [] : [say(text, values)];
  });
}
