import type { Corpus } from '../corpus.ts';
import { jaAdvice } from './ja-advice.ts';
import { jaHinges } from './ja-hinges.ts';
import { jaHingesWide } from './ja-hinges-wide.ts';
import { jaNearMisses } from './ja-near-misses.ts';
import { jaOpeningsPlain } from './ja-openings-plain.ts';
import { jaRefusalsBare } from './ja-refusals-bare.ts';
import { jaRefusalsCapability } from './ja-refusals-capability.ts';
import { jaRefusalsSafety } from './ja-refusals-safety.ts';
import { jaRefusalsWide } from './ja-refusals-wide.ts';
import { jaSlots } from './ja-slots.ts';
import { jaProseSlots } from './ja-slots-prose.ts';
import { jaSubstance } from './ja-substance.ts';
import { jaTopics } from './ja-topics.ts';
import { jaTopicsAlarming, jaTopicsHarmful } from './ja-topics-risky.ts';

const innocent = [...jaTopics, ...jaTopicsAlarming];

/** Japanese. `{act}` is a harmless deed in plain form, `{harmAct}` one whose very name is a ground to decline. */
export const ja: Corpus = {
  language: 'ja',
  slots: {
    ...jaSlots,
    ...jaProseSlots,
    act: innocent.map((topic) => topic.act),
    harmAct: jaTopicsHarmful.map((topic) => topic.act),
  },
  patterns: [
    ...jaRefusalsSafety,
    ...jaRefusalsCapability,
    ...jaRefusalsBare,
    ...jaRefusalsWide,
    ...jaHinges,
    ...jaHingesWide,
    ...jaAdvice,
    ...jaNearMisses,
    ...jaSubstance,
    ...jaOpeningsPlain,
  ],
  topics: [...innocent, ...jaTopicsHarmful],
};
