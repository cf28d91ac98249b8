import { type Turn, type UnreadReason, unread } from '../../schema/index.ts';
import type { Format, JsonObject } from './format.ts';
import { roleOf } from './turns/role.ts';
import { isObject, textOf } from './turns/text-of.ts';

/** OpenAssistant's trees: a prompt with replies, each with replies of its own. */
export const messageTree: Format = {
  name: 'message-tree',
  title: 'OpenAssistant message trees (ready exports)',
  recognise(record) {
    return isObject(record.prompt) && Array.isArray(record.prompt.replies);
  },
  toRow(record) {
    const turns: Turn[] = [];
    const reason = addTree(turns, record.prompt as JsonObject);
    return reason ?? { kind: 'chat', turns, rejected: null };
  },
};

/**
 * Appends a message and everything below it, depth first. Before each further reply the message it answers is repeated,
 * so that every answer follows its own request. Returns the reason if a message cannot be read, otherwise null.
 */
function addTree(turns: Turn[], message: JsonObject): UnreadReason | null {
  const role = roleOf(message.role);
  const text = textOf(message.text);
  if (role === undefined || text === null) return unread('treeNoText');
  const own: Turn = { role, text, target: role === 'assistant' };
  turns.push(own);
  const replies = Array.isArray(message.replies) ? message.replies : [];
  for (const [i, reply] of replies.entries()) {
    if (!isObject(reply)) return unread('treeReply');
    if (i > 0) turns.push({ ...own, target: false, startsOver: true });
    const reason = addTree(turns, reply);
    if (reason !== null) return reason;
  }
  return null;
}
