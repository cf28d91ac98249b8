import type { Turn } from '../../schema/index.ts';
import type { Aside, Format } from './format.ts';
import { roleOf } from './turns/role.ts';
import { textOf } from './turns/text-of.ts';
import { readTranscript } from './turns/transcript.ts';
import { addMessages } from './turns/turns.ts';

/** Columns that place a message in a conversation. Without one, `role` may be a profession, and the text is raw text. */
const PLACE =
  /^(?:message(?:_tree)?|parent|conversation|dialog(?:ue)?|thread|chat|session|turn)(?:[_-]?(?:id|no|index|number))?$/i;

/**
 * One message per row, as OpenAssistant exports them and tables of chats keep them: `role` with `text` or `content`,
 * and its place in a conversation. The message that it answers stands in another row, so a request is read without an
 * answer and an answer without a request. What others than the assistant say is kept aside: only the column says who
 * speaks, and the model may be trained on all of it.
 */
export const message: Format = {
  name: 'message',
  title: 'one message per row: OpenAssistant messages, tables of chats',
  recognise(record) {
    if (record.text == null && record.content == null) return false;
    return roleOf(record.role) !== undefined && Object.keys(record).some((name) => PLACE.test(name));
  },
  toRow(record) {
    const whole = readTranscript(textOf(record.text ?? record.content) ?? '');
    if (whole?.some(({ target }) => target)) return { kind: 'chat', turns: whole, rejected: null };
    const turns: Turn[] = [];
    const reason = addMessages(turns, [record]);
    if (reason !== null) return reason;
    const others = turns.filter(({ target }) => !target);
    const asides = others.map(({ role, text }): Aside => ({ field: `${role} rows`, text }));
    return { kind: 'chat', turns, rejected: null, asides };
  },
};
