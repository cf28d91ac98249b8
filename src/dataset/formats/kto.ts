import { type Turn, unread } from '../../schema/index.ts';
import { alpaca } from './alpaca.ts';
import type { Format, JsonObject } from './format.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiCompletion } from './openai-completion.ts';
import { questionAnswer } from './question-answer.ts';
import { sharegpt } from './sharegpt.ts';
import { asContext } from './turns/side.ts';
import { joinedTexts } from './turns/turns.ts';

/** Formats in which the labelled conversation itself may be written. */
const BASES: readonly Format[] = [openaiChat, sharegpt, openaiCompletion, alpaca, questionAnswer];
/**
 * Formats in which `label` means the same as `kto_tag` (TRL). Next to other fields, `label` usually names a class, such
 * as spam or safe.
 */
const LABELLED: readonly Format[] = [openaiChat, sharegpt, openaiCompletion];

/** One answer and whether it is wanted: `label` or `kto_tag`, true or false. Only the last answer is labelled. */
export const kto: Format = {
  name: 'kto',
  title: 'KTO: TRL, LLaMA-Factory',
  recognise(record) {
    return wanted(record) !== undefined && baseOf(record) !== undefined;
  },
  toRow(record) {
    const base = baseOf(record)?.toRow(record);
    if (base === undefined) return unread('noConversation');
    if (typeof base === 'string') return base;
    const end = base.turns.findLastIndex(({ role }) => role === 'assistant') + 1;
    if (end === 0) return unread('noAnswer');
    // An answer may come in several versions and may continue with a tool call.
    const start = base.turns.slice(0, end).findLastIndex(({ role }) => role !== 'assistant') + 1;
    const turns: Turn[] = base.turns.slice(0, start).map(asContext);
    const labelled = base.turns.slice(start, end);
    if (wanted(record) === false)
      return { kind: 'kto', turns, rejected: joinedTexts(labelled.map(({ text }) => text)) };
    return { kind: 'kto', turns: [...turns, ...labelled], rejected: null };
  },
};

const baseOf = (record: JsonObject): Format | undefined =>
  (record.kto_tag == null ? LABELLED : BASES).find((format) => format.recognise(record));

/** Returns the label as a boolean; undefined for the class names and numbers that `label` holds in other data. */
function wanted(record: JsonObject): boolean | undefined {
  const label = record.kto_tag ?? record.label;
  if (typeof label === 'boolean') return label;
  if (typeof label !== 'string') return undefined;
  if (/^true$/i.test(label)) return true;
  return /^false$/i.test(label) ? false : undefined;
}
