import type { Act, Ground } from '../../schema/index.ts';

/** The refusal after which an answer is held. Offsets in UTF-16 code units of the letter. */
export interface Latch {
  readonly start: number;
  readonly end: number;
  readonly ground: Exclude<Ground, 'none'>;
  readonly confidence: number;
}

/**
 * How sure the reader must be that a unit declines. Lower, and ordinary answers lose their text (at 0.5 twice as many); higher, and
 * answers that refuse and then comply pass: docs/guard-quality.md has both figures for several values.
 */
export const LATCH_CONFIDENCE = 0.7;

/** The latch that an act is, or null. Limits of capability never latch: "I can't browse, but here is …" is no refusal to help. */
export function latchOf({ act, start, end, ground, confidence = 1 }: Act, least = LATCH_CONFIDENCE): Latch | null {
  if (act !== 'refusal' || ground === undefined || ground === 'capability' || confidence < least) return null;
  return { start, end, ground, confidence };
}
