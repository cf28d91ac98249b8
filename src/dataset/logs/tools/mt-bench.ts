import { isObject } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** A line of MT-bench answers: each choice has one answer per turn of the question. */
export const mtBench: AnswerLog = {
  name: 'mt-bench',
  read({ question_id: id, choices }) {
    if (!Array.isArray(choices) || choices.length === 0) return null;
    const turns = choices.map((choice) => (isObject(choice) ? choice.turns : undefined));
    if (!turns.every(Array.isArray)) return null;
    return { id, answers: turns.flat().map((said) => ({ said: isObject(said) ? said.content : said })) };
  },
};
