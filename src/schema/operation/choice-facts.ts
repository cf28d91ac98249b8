import type { AnswerFacts } from './answer-facts.ts';
import { worstAnswer } from './worst-answer.ts';

/** Facts about one of several answers to a request. */
export type ChoiceFacts = Pick<
  AnswerFacts,
  'outcome' | 'latched' | 'chars' | 'finish' | 'language' | 'opening' | 'repetition' | 'toolJson'
>;

/** The facts for a request without an answer. */
export const NO_CHOICE: ChoiceFacts = {
  ...{ outcome: null, latched: false, chars: null, finish: null },
  ...{ language: null, opening: null, repetition: null, toolJson: null },
};

/** Merges the answers to one request into one: the worst of them, plus anything that went wrong in any. */
export function exchangeChoice(choices: readonly ChoiceFacts[]): ChoiceFacts {
  const worst = worstAnswer(choices) ?? NO_CHOICE;
  const calls = choices.flatMap(({ toolJson }) => (toolJson === null ? [] : [toolJson]));
  const broken = choices.find(({ finish }) => finish !== null && finish !== 'stop' && finish !== 'tool');
  return {
    ...worst,
    latched: choices.some(({ latched }) => latched),
    finish: broken?.finish ?? worst.finish,
    toolJson: calls.length === 0 ? null : calls.every(Boolean),
  };
}
