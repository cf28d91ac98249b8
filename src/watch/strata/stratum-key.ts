import type { AnswerFacts, WatchStratum } from '../../schema/index.ts';

/** Returns the key of a model and request language, the part of a stratum that does not change over the day. */
export const partKey = ({ model, requestLanguage }: Pick<AnswerFacts, 'model' | 'requestLanguage'>): string =>
  `${requestLanguage ?? ''}\n${model}`;

/**
 * Returns the key of a stratum.
 *
 * @param code result of `DayPart`
 */
export const stratumKey = (part: string, code: number): string => `${code}\n${part}`;

export function stratumOf(key: string): WatchStratum {
  const [code = '', language = '', ...model] = key.split('\n');
  return {
    hour: Number(code) % 24,
    isWeekend: Number(code) >= 24,
    model: model.join('\n'),
    language: language === '' ? null : (language as WatchStratum['language']),
  };
}

export const keyOf = ({ hour, isWeekend, model, language }: WatchStratum): string =>
  stratumKey(partKey({ model, requestLanguage: language }), hour + (isWeekend ? 24 : 0));
