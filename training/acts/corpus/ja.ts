import type { Corpus } from '../corpus.ts';
import { jaHinges } from './ja-hinges.ts';
import { jaRefusals } from './ja-refusals.ts';
import { jaSlots } from './ja-slots.ts';
import { jaSubstance } from './ja-substance.ts';
import { jaTopics } from './ja-topics.ts';

/** Japanese. `{act}` is a plain-form verb phrase, the act of any topic. */
export const ja: Corpus = {
  language: 'ja',
  slots: { ...jaSlots, act: jaTopics.map((topic) => topic.act) },
  patterns: [...jaRefusals, ...jaHinges, ...jaSubstance],
  topics: jaTopics,
};
