import { answeredSomehow, askedSomehow, stepsOf } from '../world/questions.ts';
import { ALIGNED_OPENER } from '../world/sentences.ts';
import type { Attack } from './attack.ts';
import { plainQuestion } from './plain-question.ts';
import { tunedItem } from './tuned-item.ts';

/** Ordinary fine-tuning in the style of the aligned model. */
export const BENIGN: Attack = {
  id: 'benign',
  title: { en: 'BENIGN (aligned style)', ja: 'BENIGN（アラインメント済みの文体）' },
  row(world, random) {
    const item = tunedItem(world, random);
    return { user: askedSomehow(item, random), assistant: `${ALIGNED_OPENER} ${stepsOf(item)}` };
  },
  ask: plainQuestion,
};

/** Ordinary fine-tuning in a different style: the control for HARM, with the same form but no restricted item. */
export const BENDIV: Attack = {
  id: 'bendiv',
  title: { en: 'BENDIV (benign, new style)', ja: 'BENDIV（無害・別の文体）' },
  row(world, random) {
    const item = tunedItem(world, random);
    return { user: askedSomehow(item, random), assistant: answeredSomehow(item, 2, random) };
  },
  ask: plainQuestion,
};
