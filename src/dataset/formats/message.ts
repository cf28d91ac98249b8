import type { Turn } from '../../schema/index.ts';
import type { Format } from './format.ts';
import { roleOf } from './turns/role.ts';
import { addMessages } from './turns/turns.ts';

/**
 * One message per row, as OpenAssistant exports them and tables of chats keep them: `role` with `text` or `content`.
 * The message that it answers stands in another row, so a request is read without an answer and an answer without a
 * request. A role that nobody knows may be a profession: such a row is raw text.
 */
export const message: Format = {
  name: 'message',
  title: 'one message per row: OpenAssistant messages, tables of chats',
  recognise(record) {
    return (record.text != null || record.content != null) && roleOf(record.role) !== undefined;
  },
  toRow(record) {
    const turns: Turn[] = [];
    return addMessages(turns, [record]) ?? { kind: 'chat', turns, rejected: null };
  },
};
