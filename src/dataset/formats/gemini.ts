import { type Turn, unread } from '../../schema/index.ts';
import type { Format, JsonObject } from './format.ts';
import { answersOf } from './turns/content.ts';
import { listOf, textOf } from './turns/text-of.ts';
import { addMessages, addSystem, turn } from './turns/turns.ts';

/** `contents` with roles and `parts`, plus a `systemInstruction`; or the older `text_input` and `output`. */
export const gemini: Format = {
  name: 'gemini',
  title: 'Gemini and Vertex AI tuning',
  recognise(record) {
    return record.contents != null || (record.text_input != null && record.output != null);
  },
  toRow(record) {
    const turns: Turn[] = [];
    if (!addSystem(turns, record.systemInstruction ?? record.system_instruction))
      return unread('notText', { field: 'systemInstruction' });
    if (record.contents == null) return pair(turns, record);
    const contents = listOf(record.contents);
    if (contents === null) return unread('notList', { field: 'contents' });
    return addMessages(turns, contents) ?? { kind: 'chat', turns, rejected: null };
  },
};

function pair(turns: Turn[], record: JsonObject): ReturnType<Format['toRow']> {
  const prompt = textOf(record.text_input);
  const answers = answersOf(record.output);
  if (prompt === null || answers === null) return unread('pairNotText');
  turns.push(turn('user', prompt));
  for (const text of answers) turns.push(turn('assistant', text));
  return { kind: 'chat', turns, rejected: null };
}
