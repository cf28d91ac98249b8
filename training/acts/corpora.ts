import { de } from './corpus/de.ts';
import { en } from './corpus/en.ts';
import { es } from './corpus/es.ts';
import { fr } from './corpus/fr.ts';
import { ja } from './corpus/ja.ts';
import { ko } from './corpus/ko.ts';
import { pt } from './corpus/pt.ts';
import { soberOpenings } from './corpus/sober-openings.ts';
import { zh } from './corpus/zh.ts';
import type { Corpus } from './corpus.ts';

/** Every corpus, in the order in which it is learnt. */
export const corpora: readonly Corpus[] = [en, ja, zh, ko, es, fr, de, pt].map((corpus) => ({
  ...corpus,
  patterns: [...corpus.patterns, ...(soberOpenings[corpus.language] ?? [])],
}));
