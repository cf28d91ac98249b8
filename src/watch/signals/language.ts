import type { ReadingLanguage } from '../../schema/index.ts';
import type { Signal } from './signal.ts';

/** Answers in another language than the request. Known only if both languages can be recognised. */
export const language: Signal = {
  id: 'language',
  title: { en: 'not in the language of the request', ja: 'リクエストと異なる言語' },
  kind: 'rate',
  direction: 'up',
  read: ({ language: answered, requestLanguage: asked }) =>
    isTold(answered) && isTold(asked) ? answered !== asked : null,
};

const isTold = (one: ReadingLanguage | null): boolean => one !== null && one !== 'und' && one !== 'other';
