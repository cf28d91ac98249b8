import type { Format, JsonObject } from './format.ts';
import { promptAndAnswer } from './prompt-and-answer.ts';

/** One question and one answer under any of the names that people give them, in any combination. */
export const questionAnswer: Format = {
  name: 'question-answer',
  title: 'question and answer, prompt and response, input and output, problem and solution',
  recognise(record) {
    return question(record) != null && answer(record) != null;
  },
  toRow(record) {
    return promptAndAnswer(record.system ?? record.system_prompt, question(record), record.context, answer(record));
  },
};

function question(record: JsonObject): unknown {
  return (
    record.question ??
    record.query ??
    record.prompt ??
    record.problem ??
    record.instruction ??
    record.input ??
    record.user ??
    record.human ??
    record.q ??
    record.source
  );
}

function answer(record: JsonObject): unknown {
  return (
    record.answer ??
    record.response ??
    record.completion ??
    record.output ??
    record.solution ??
    record.assistant ??
    record.bot ??
    record.a ??
    record.target
  );
}
