import { type Turn, unread } from '../../schema/index.ts';
import type { Format, JsonObject } from './format.ts';
import { listOf } from './turns/text-of.ts';
import { readTranscript } from './turns/transcript.ts';
import { addMessages, turn } from './turns/turns.ts';

/**
 * `utterances` of `name` and `text`, or plain strings in which user and assistant alternate, as in dialogue corpora.
 * Strings may begin with the speaker; otherwise the user is assumed to begin and the assistant to end.
 */
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
    const named = readTranscript(list.join('\n'));
    if (named !== null) return { kind: 'chat', turns: named, rejected: null };
    // With an odd number either side may be the assistant, so each utterance is read as the answer to the one before.
    if (list.length % 2 === 1)
      list.forEach((said, i) => {
        if (i > 0) turns.push(turn('user', list[i - 1]!));
        turns.push(turn('assistant', said));
      });
    else
      list.forEach((said, i) => {
        turns.push(turn(i % 2 === 0 ? 'user' : 'assistant', said));
      });
    return { kind: 'chat', turns, rejected: null, rolesAssumed: true };
  },
};

function dialogue(record: JsonObject): unknown {
  return record.utterances ?? record.dialogue ?? record.dialog ?? record.data;
}
