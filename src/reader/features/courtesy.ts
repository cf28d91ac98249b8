import { fold } from '../text/fold.ts';
import type { CharacterModel } from './character-model.ts';

/** Maximum length of a courtesy in UTF-16 code units; a longer sentence says something. */
const LONGEST = 160;
/**
 * Score from which on a sentence is a courtesy: about one in a thousand declining sentences of voices that the model has
 * not seen reaches it (docs/quality-wording.md).
 */
export const SURE_COURTESY = 0.5;

/**
 * Reports whether a sentence that opens an answer is a mere courtesy: thanks, praise, sympathy, a greeting. Learnt in
 * eight languages (`training/wording/courtesies`), from refusals that begin in the same way as well.
 */
export function isCourtesy(sentence: string, model: CharacterModel): boolean {
  const text = sentence.trim();
  return text.length > 0 && text.length <= LONGEST && model.of(fold(text)) >= SURE_COURTESY;
}
