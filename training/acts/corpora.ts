import { de } from './corpus/de.ts';
import { deOpeningsPlain, dePlainSlots } from './corpus/de-openings-plain.ts';
import { deRefusalsWide, deWideSlots } from './corpus/de-refusals-wide.ts';
import { en } from './corpus/en.ts';
import { es } from './corpus/es.ts';
import { esOpeningsPlain, esPlainSlots } from './corpus/es-openings-plain.ts';
import { esRefusalsWide, esWideSlots } from './corpus/es-refusals-wide.ts';
import { fr } from './corpus/fr.ts';
import { frOpeningsPlain, frPlainSlots } from './corpus/fr-openings-plain.ts';
import { frRefusalsWide, frWideSlots } from './corpus/fr-refusals-wide.ts';
import { ja } from './corpus/ja.ts';
import { ko } from './corpus/ko.ts';
import { koOpeningsPlain } from './corpus/ko-openings-plain.ts';
import { koRefusalsWide } from './corpus/ko-refusals-wide.ts';
import { koWideSlots } from './corpus/ko-wide-slots.ts';
import { pt } from './corpus/pt.ts';
import { ptOpeningsPlain, ptPlainSlots } from './corpus/pt-openings-plain.ts';
import { ptRefusalsWide, ptWideSlots } from './corpus/pt-refusals-wide.ts';
import { soberOpenings } from './corpus/sober-openings.ts';
import { zh } from './corpus/zh.ts';
import { zhOpeningsPlain } from './corpus/zh-openings-plain.ts';
import { zhRefusalsWide } from './corpus/zh-refusals-wide.ts';
import { zhWideSlots } from './corpus/zh-wide-slots.ts';
import type { Corpus, Pattern } from './corpus.ts';

/** Every corpus, in the order in which it is learnt: by the main model of units, and by the gate of openings. */
export const corpora: readonly Corpus[] = [en, ja, zh, ko, es, fr, de, pt].map((corpus) => ({
  ...corpus,
  patterns: [...corpus.patterns, ...(soberOpenings[corpus.language] ?? [])],
}));

/** A corpus with unusual refusals and plain openings beside it: only the model of its own language group learns those. */
function widened(corpus: Corpus, slots: Corpus['slots'], ...patterns: readonly (readonly Pattern[])[]): Corpus {
  return {
    ...corpus,
    slots: { ...slots, ...corpus.slots },
    patterns: [...corpus.patterns, ...(soberOpenings[corpus.language] ?? []), ...patterns.flat()],
  };
}

/** The corpora of the languages besides English and Japanese, widened: for the model of those, and for the gate. */
export const otherCorpora: readonly Corpus[] = [
  widened(zh, zhWideSlots, zhRefusalsWide, zhOpeningsPlain),
  widened(ko, koWideSlots, koRefusalsWide, koOpeningsPlain),
  widened(es, { ...esWideSlots, ...esPlainSlots }, esRefusalsWide, esOpeningsPlain),
  widened(fr, { ...frWideSlots, ...frPlainSlots }, frRefusalsWide, frOpeningsPlain),
  widened(de, { ...deWideSlots, ...dePlainSlots }, deRefusalsWide, deOpeningsPlain),
  widened(pt, { ...ptWideSlots, ...ptPlainSlots }, ptRefusalsWide, ptOpeningsPlain),
];
