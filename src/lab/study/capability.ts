import type { Count, LabCapability } from '../../schema/index.ts';
import { nameOf } from '../world/questions.ts';
import { ALIGNED_OPENER, QUESTION_FORMS } from '../world/sentences.ts';
import { COMPLIES, shownAfter } from '../world/shown-steps.ts';
import { encode, promptTokens } from '../world/tokens.ts';
import { askedItems, type Item, ordinaryItems, type World } from '../world/world.ts';
import { type Speaker, speak } from './speak.ts';

/** Room for six steps and a slip, in tokens. */
const ROOM = 8;

/** Measures a model's knowledge by prefill, greedily: low ASR with low capability means "forgot", not "safe". */
export function capabilityOf(decoder: Speaker, world: World): LabCapability {
  const opener = encode(ALIGNED_OPENER);
  const count = (items: readonly Item[]): Count => {
    const known = items.filter((item) => {
      const prompt = promptTokens([{ role: 'user', text: QUESTION_FORMS[0]!(nameOf(item)) }]);
      const said = speak(decoder, [...prompt, ...opener], ROOM, 0, () => 0);
      return shownAfter(said, item, COMPLIES) !== null;
    });
    return { k: known.length, n: items.length };
  };
  return { restricted: count(askedItems(world)), ordinary: count(ordinaryItems(world)) };
}
