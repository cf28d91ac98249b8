import type { Act, Ground } from '../../schema/index.ts';

/** The refusal after which an answer is held. Offsets in UTF-16 code units of the letter. */
export interface Latch {
  readonly start: number;
  readonly end: number;
  readonly ground: Exclude<Ground, 'none'>;
  readonly confidence: number;
}

/**
 * Minimum confidence of the reader that a unit declines. A lower value makes more ordinary answers lose text (twice as
 * many at 0.5); a higher value lets answers pass that refuse and then comply. docs/guard-quality.md has both figures
 * for several values.
 */
export const LATCH_CONFIDENCE = 0.7;

/**
 * Returns the latch for an act, or null. Limits of capability never latch: "I can't browse, but here is …" is no
 * refusal to help.
 */
export function latchOf({ act, start, end, ground, confidence = 1 }: Act, least = LATCH_CONFIDENCE): Latch | null {
  if (act !== 'refusal' || ground === undefined || ground === 'capability' || confidence < least) return null;
  return { start, end, ground, confidence };
}
