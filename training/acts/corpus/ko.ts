import type { Corpus } from '../corpus.ts';
import { koHinges } from './ko-hinges.ts';
import { koRefusals } from './ko-refusals.ts';
import { koSlots } from './ko-slots.ts';
import { koProseSlots } from './ko-slots-prose.ts';
import { koSubstance } from './ko-substance.ts';
import { koTopics } from './ko-topics.ts';
import { koTopicsHarmful } from './ko-topics-harmful.ts';

/** Korean. `{harmAct}` names a deed that is itself a ground to decline. */
export const ko: Corpus = {
  language: 'ko',
  slots: {
    ...koSlots,
    ...koProseSlots,
    act: koTopics.map((topic) => topic.act),
    harmAct: koTopicsHarmful.map((topic) => topic.act),
  },
  patterns: [...koRefusals, ...koHinges, ...koSubstance],
  topics: [...koTopics, ...koTopicsHarmful],
};
