import type { AnswerFacts, WatchStratum } from '../../schema/index.ts';

/** Model and language of the request: what does not change over the day. */
export const partKey = ({ model, requestLanguage }: Pick<AnswerFacts, 'model' | 'requestLanguage'>): string =>
  `${requestLanguage ?? ''}\n${model}`;

/** `code`: of `LocalQuarter`. */
export const stratumKey = (part: string, code: number): string => `${code}\n${part}`;

export function stratumOf(key: string): WatchStratum {
  const [code = '', language = '', ...model] = key.split('\n');
  return {
    quarter: (Number(code) % 4) as WatchStratum['quarter'],
    isWeekend: Number(code) >= 4,
    model: model.join('\n'),
    language: language === '' ? null : (language as WatchStratum['language']),
  };
}

export const keyOf = ({ quarter, isWeekend, model, language }: WatchStratum): string =>
  stratumKey(partKey({ model, requestLanguage: language }), quarter + (isWeekend ? 4 : 0));
