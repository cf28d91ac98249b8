import type { Format } from './format.ts';
import { promptAndAnswer } from './turns/prompt-and-answer.ts';

/** `instruction`, `context`, `response`, `category`. */
export const dolly: Format = {
  name: 'dolly',
  title: 'Databricks Dolly',
  recognise(record) {
    return record.instruction != null && record.response != null && (record.context != null || record.category != null);
  },
  toRow(record) {
    return promptAndAnswer(record.system, record.instruction, record.context, record.response);
  },
};
