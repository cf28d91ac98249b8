import { type Turn, unread } from '../../schema/index.ts';
import type { Format, JsonObject } from './format.ts';
import { listOf } from './turns/text-of.ts';
import { addMessages, turn } from './turns/turns.ts';

/** `utterances` of `name` and `text`, or plain strings by which user and assistant take turns, as dialogue corpora write them. */
export const utterances: Format = {
  name: 'utterances',
  title: 'dialogue corpora: utterances, UltraChat, DailyDialog',
  recognise(record) {
    return listOf(dialogue(record)) !== null;
  },
  toRow(record) {
    const list = listOf(dialogue(record));
    if (list === null) return unread('notList', { field: 'utterances' });
    const turns: Turn[] = [];
    if (!list.every((said) => typeof said === 'string')) {
      return addMessages(turns, list) ?? { kind: 'chat', turns, rejected: null };
    }
    for (const said of list) turns.push(turn(turns.length % 2 === 0 ? 'user' : 'assistant', said));
    return { kind: 'chat', turns, rejected: null };
  },
};

function dialogue(record: JsonObject): unknown {
  return record.utterances ?? record.dialogue ?? record.dialog ?? record.data;
}
