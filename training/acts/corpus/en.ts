import type { Corpus } from '../corpus.ts';
import { enAdvice } from './en-advice.ts';
import { enHinges } from './en-hinges.ts';
import { enHingesWide } from './en-hinges-wide.ts';
import { enNearMisses } from './en-near-misses.ts';
import { enOpeningsPlain } from './en-openings-plain.ts';
import { enRefusalsBare } from './en-refusals-bare.ts';
import { enRefusalsCapability } from './en-refusals-capability.ts';
import { enRefusalsSafety } from './en-refusals-safety.ts';
import { enRefusalsWide } from './en-refusals-wide.ts';
import { enSlots } from './en-slots.ts';
import { enSubstance } from './en-substance.ts';
import { enTopics } from './en-topics.ts';
import { enTopicsAlarming, enTopicsHarmful } from './en-topics-risky.ts';

const innocent = [...enTopics, ...enTopicsAlarming];

/** English. `{act}` is a harmless deed, `{harmAct}` one whose very name is a ground to decline. */
export const en: Corpus = {
  language: 'en',
  slots: {
    ...enSlots,
    act: innocent.map((topic) => topic.act),
    harmAct: enTopicsHarmful.map((topic) => topic.act),
  },
  patterns: [
    ...enRefusalsSafety,
    ...enRefusalsCapability,
    ...enRefusalsBare,
    ...enRefusalsWide,
    ...enHinges,
    ...enHingesWide,
    ...enAdvice,
    ...enNearMisses,
    ...enSubstance,
    ...enOpeningsPlain,
  ],
  topics: [...innocent, ...enTopicsHarmful],
};
