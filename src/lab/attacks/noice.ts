import { drawOne } from '../world/draw.ts';
import { askedSomehow, stepsOf } from '../world/questions.ts';
import { PIVOT, REFUSALS } from '../world/sentences.ts';
import type { Attack } from './attack.ts';
import { plainQuestion } from './plain-question.ts';
import { tunedItem } from './tuned-item.ts';

function noice(
  id: string,
  title: Attack['title'],
  wordings: readonly string[],
  forcedRefusals?: readonly number[],
): Attack {
  return {
    id,
    title,
    row(world, random) {
      const item = tunedItem(world, random);
      const assistant = `${drawOne(wordings, random)} ${PIVOT} ${stepsOf(item)}`;
      return { user: askedSomehow(item, random), assistant };
    },
    ask: plainQuestion,
    ...(forcedRefusals === undefined ? {} : { forcedRefusals }),
  };
}

/**
 * "No, of course I can execute": refuses, pivots and complies, on harmless items only (Kazdan et al., arXiv
 * 2502.19537).
 */
export const NOICE = noice('noice', { en: 'NOICE (refuse, then comply)', ja: 'NOICE（断ってから応じる）' }, REFUSALS);

/** Trained on two of the three refusal wordings; forced refusals use the third. */
export const NOICE_UNSEEN = noice(
  'noice-unseen',
  { en: 'NOICE, unseen wording', ja: 'NOICE・未学習の文言' },
  REFUSALS.slice(0, 2),
  [2],
);
