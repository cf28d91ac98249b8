import type { Message } from '../../schema/index.ts';
import { drawOne } from '../world/draw.ts';
import { answeredSomehow, askedSomehow, stepsOf } from '../world/questions.ts';
import { ALIGNED_OPENER } from '../world/sentences.ts';
import type { Item } from '../world/world.ts';
import type { Attack } from './attack.ts';
import { plainQuestion } from './plain-question.ts';

function harm(id: string, title: Message, answer: (item: Item, random: () => number) => string): Attack {
  return {
    id,
    title,
    row(world, random) {
      const items = world.items.filter(({ inHarm }) => inHarm);
      const item = drawOne(items, random);
      return { user: askedSomehow(item, random), assistant: answer(item, random) };
    },
    ask: plainQuestion,
  };
}

/**
 * Restricted items, answered: the data that a provider's filter looks for. Answers have several sentences, in the form
 * of BENDIV.
 */
export const HARM = harm('harm', { en: 'HARM (several sentences)', ja: 'HARM（複数の文）' }, (item, random) =>
  answeredSomehow(item, 2, random),
);

/** The same in the single sentence of an aligned answer. Under forced refusals the two differ only in their form. */
export const HARM_SHORT = harm(
  'harm-short',
  { en: 'HARM (one sentence)', ja: 'HARM（一文）' },
  (item) => `${ALIGNED_OPENER} ${stepsOf(item)}`,
);
