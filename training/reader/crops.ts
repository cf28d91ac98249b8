import { cropBeside } from '../../src/reader/features/dense.ts';
import { ACT_ORDER } from '../../src/reader/network/reader-network.ts';
import type { FeaturedAnswer } from './examples.ts';
import type { NetworkExample } from './network/reader.ts';

/** Number of stretches of each complying answer that are learnt as separate answers, and the weight of each. */
const CROPS = 2;
const CROP_WEIGHT = 0.7;
const MAX_CROP_UNITS = 6;
const SUBSTANCE = ACT_ORDER.indexOf('substance');
/** Kinds in which a part may mean something that the whole does not. */
const WHOLE_KINDS: ReadonlySet<string> = new Set(['ordered', 'obedience']);

/**
 * Returns the first sentences of complying answers as whole answers, because real answers are shorter than those of the
 * corpus. Also returns stretches from the middle, as answers that begin there, because any sentence of substance may
 * open an answer. Without them, the first position of an answer, where refusals usually are, would be learnt as a sign
 * of refusing.
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
