import type { UnreadReason } from '../../../schema/index.ts';
import type { JsonObject, ParsedRow } from '../format.ts';
import { textOf, thought } from './text-of.ts';

/** Names that reasoning data sets give to the column with the reasoning before the answer. */
const REASONING =
  /^(?:(?:complex|long|short|gold|model)_?)?(?:reasoning(?:_content|_text|_trace)?|thinking|thoughts?|think|cot|chain_?of_?thoughts?|rationale|scratchpad|思考|推論|思考過程)$/i;

/**
 * Puts reasoning from a column of its own before the answer, as `addMessages` does with the reasoning of a message:
 * trainers write it there, so the model learns to say it. Rows with several answers, and reasoning that is not text,
 * are left unchanged; the field is then reported as unread.
 */
export function withReasoning(record: JsonObject, row: ParsedRow | UnreadReason): ParsedRow | UnreadReason {
  if (typeof row === 'string') return row;
  const name = Object.keys(record).find((one) => REASONING.test(one.trim().replaceAll(' ', '_')));
  const reasoning = name === undefined ? null : textOf(record[name]);
  if (reasoning === null || reasoning.trim() === '') return row;
  const at = row.turns.findIndex(({ target }) => target);
  const answer = row.turns[at];
  if (answer === undefined || answer.text.includes(reasoning.trim())) return row;
  if (row.turns.some(({ target }, i) => target && i !== at)) return row;
  const text = thought(reasoning) + answer.text;
  return { ...row, turns: row.turns.map((one, i) => (i === at ? { ...one, text } : one)) };
}
