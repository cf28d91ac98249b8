import { type Role, type Turn, type UnreadReason, unread } from '../../../schema/index.ts';
import { answersOf } from './content.ts';
import { isObject, listOf } from './text-of.ts';
import { readTranscript } from './transcript.ts';
import { addMessages, joinedTexts, turn } from './turns.ts';

/**
 * Appends a prompt, a completion, or a side of a pair: a string (one turn of `role`), one message, a list of messages,
 * an object that holds such a list, or alternative answers, each of which becomes a turn of its own. Returns the reason
 * if it cannot be read, otherwise null.
 */
export function addSide(turns: Turn[], side: unknown, role: Role): UnreadReason | null {
  const list = listOf(side) ?? (isObject(side) ? (listOf(side.messages) ?? [side]) : null);
  if (list?.some(isMessage)) return addMessages(turns, list);
  const texts = answersOf(side);
  if (texts === null) return unread('neither');
  if (role === 'assistant') for (const text of texts) turns.push(turn(role, text));
  else if (texts.length > 0) turns.push(turn(role, joinedTexts(texts)));
  return null;
}

/**
 * Reports whether a value is a message with a speaker. An object with only a name is a tool call, and one with only a
 * text is an answer.
 */
export function isMessage(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (value.role != null || value.from != null || value.speaker != null) return true;
  const said = value.content ?? value.value ?? value.text ?? value.parts ?? value.output ?? value.assistant;
  return (value.name != null || value.input != null || value.human != null || value.user != null) && said != null;
}

/** Like `addSide`, for anything that comes before the answer: none of it is a target. */
export function addContext(turns: Turn[], side: unknown): UnreadReason | null {
  const transcript = typeof side === 'string' && endsAtAnswer(side) ? readTranscript(side) : null;
  const context = transcript ?? [];
  const reason = transcript === null ? addSide(context, side, 'user') : null;
  for (const earlier of context) turns.push(asContext(earlier));
  return reason;
}

/** Returns the same turn, not trained on. */
export function asContext(one: Turn): Turn {
  return one.target ? { role: one.role, text: one.text, target: false } : one;
}

/** Reports whether a prompt ends where the answer should begin, as one written out with a chat template does. */
function endsAtAnswer(prompt: string): boolean {
  return /(?:assistant|response|応答|model|\[\/INST\])[:：|>_a-z]{0,20}\s{0,4}$/i.test(prompt.slice(-48));
}
