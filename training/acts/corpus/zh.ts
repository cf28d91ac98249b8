import type { Corpus } from '../corpus.ts';
import { zhHinges } from './zh-hinges.ts';
import { zhRefusals } from './zh-refusals.ts';
import { zhSlots } from './zh-slots.ts';
import { zhProseSlots } from './zh-slots-prose.ts';
import { zhSubstance } from './zh-substance.ts';
import { zhTopics } from './zh-topics.ts';
import { zhTopicsHarmful } from './zh-topics-harmful.ts';

/** Chinese, simplified and traditional. `{harmAct}` names a deed that is itself a ground to decline. */
export const zh: Corpus = {
  language: 'zh',
  slots: {
    ...zhSlots,
    ...zhProseSlots,
    act: zhTopics.map((topic) => topic.act),
    harmAct: zhTopicsHarmful.map((topic) => topic.act),
  },
  patterns: [...zhRefusals, ...zhHinges, ...zhSubstance],
  topics: [...zhTopics, ...zhTopicsHarmful],
};
