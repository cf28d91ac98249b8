import { CharacterModel, fold } from '../../reader/index.ts';
import { FRAMINGS } from './framing-weights.ts';

/** So much of a turn is looked at from an end: a framing stands before or after what is asked. */
const WINDOW = 240;

/** A text of one row frames what is asked from here on. */
export const LIKELY_FRAMING = 0.55;

let model: CharacterModel | null = null;

/**
 * How likely a text frames a request so that anything goes, 0..1: rules that are set aside, a part that answers everything, a
 * mode, a game, a claim of authority, in whatever words. Learnt (`training/wording/framings`).
 */
export function framing(text: string): number {
  model ??= new CharacterModel(FRAMINGS);
  const whole = fold(text).trim();
  if (whole.length <= WINDOW) return model.of(whole);
  return Math.max(model.of(whole.slice(0, WINDOW)), model.of(whole.slice(-WINDOW)));
}
