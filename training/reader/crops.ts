import { cropBeside } from '../../src/reader/features/dense.ts';
import { ACT_ORDER } from '../../src/reader/network/reader-network.ts';
import type { FeaturedAnswer } from './examples.ts';
import type { NetworkExample } from './network/reader.ts';

/** How many stretches of each complying answer are learnt as answers of their own, and how much each weighs. */
const CROPS = 2;
const CROP_WEIGHT = 0.7;
const MAX_CROP_UNITS = 6;
const SUBSTANCE = ACT_ORDER.indexOf('substance');
/** Kinds in which a part may say something that the whole does not. */
const WHOLE_KINDS: ReadonlySet<string> = new Set(['ordered', 'obedience']);

/**
 * The first sentences of complying answers, as whole answers: the world's answers are shorter than the corpus's. And stretches
 * from the middle, as answers that begin there: any sentence that gives something may open an answer. Without them the first place of an answer, where refusals stand, is learnt as a sign of refusing.
 */
export function croppedExamples(
  featured: readonly FeaturedAnswer[],
  examples: readonly NetworkExample[],
  random: () => number,
): NetworkExample[] {
  return examples.flatMap((example, i) => {
    const count = example.units.length;
    const { outcome, kind } = featured[i]!.answer;
    if (outcome !== 'compliance' || count < 2 || WHOLE_KINDS.has(kind)) return [];
    const middles = Array.from({ length: CROPS }, () => {
      const from = 1 + Math.floor(random() * (count - 1));
      const to = Math.min(count, from + 1 + Math.floor(random() * MAX_CROP_UNITS));
      return { from, to };
    });
    return [{ from: 0, to: 1 }, ...middles].flatMap(({ from, to }) => {
      if (!example.acts.slice(from, to).includes(SUBSTANCE)) return [];
      return [
        {
          ...example,
          units: example.units.slice(from, to),
          beside: cropBeside(example.beside, from, to),
          chars: example.chars.slice(from, to),
          acts: example.acts.slice(from, to),
          weight: CROP_WEIGHT,
        },
      ];
    });
  });
}
