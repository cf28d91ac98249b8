import { languageOf } from '../../src/reader/index.ts';
import { type LabelledAnswer, loadAnswers, TEST_VOICES } from '../../training/reader/answers.ts';
import type { CaseKind, GuardCase } from './guard-case.ts';

/** Name of the set of the reader's test voices. */
export const VOICES = 'test voices';

const KINDS: Readonly<Record<LabelledAnswer['outcome'], CaseKind>> = {
  compliance: 'ordinary',
  partial: 'partial',
  refusal: 'refusal',
  'refuse-then-comply': 'refuse-then-comply',
};

/** Returns the corpus answers from which the reader did not learn. */
export const voiceCases = (): GuardCase[] =>
  loadAnswers()
    .filter(({ voice }) => TEST_VOICES.has(voice))
    .map(({ voice, language, request, outcome, text, answer }) => ({
      kind: KINDS[outcome],
      set: VOICES,
      language: language === 'special' ? languageOf(text) : language,
      prompt: request,
      text,
      written: { voice, stretches: answer },
    }));
