import { type Role, type Turn, type UnreadReason, unread } from '../../../schema/index.ts';
import { answersOf } from './content.ts';
import { isObject, listOf } from './text-of.ts';
import { readTranscript } from './transcript.ts';
import { addMessages, joinedTexts, turn } from './turns.ts';

/**
 * Appends a prompt, a completion, or a side of a pair: a string (one turn of `role`), one message, a list of messages, an
 * object that holds such a list, or answers to choose from, each of which becomes a turn of its own. Returns the reason when
 * it cannot be read, else null.
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

/** Somebody speaks in it. An object with nothing but a name is a call of a tool, and one with nothing but a text an answer. */
export function isMessage(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (value.role != null || value.from != null || value.speaker != null) return true;
  const said = value.content ?? value.value ?? value.text ?? value.parts ?? value.output ?? value.assistant;
  return (value.name != null || value.input != null || value.human != null || value.user != null) && said != null;
}

/** As `addSide`, for what comes before the answer: none of it is a target. */
export function addContext(turns: Turn[], side: unknown): UnreadReason | null {
  const transcript = typeof side === 'string' && endsAtAnswer(side) ? readTranscript(side) : null;
  const context = transcript ?? [];
  const reason = transcript === null ? addSide(context, side, 'user') : null;
  for (const earlier of context) turns.push(asContext(earlier));
  return reason;
}

/** The same turn, not trained on. */
export function asContext(one: Turn): Turn {
  return one.target ? { role: one.role, text: one.text, target: false } : one;
}

/** A prompt that was written out with a chat template ends where the answer is to begin. */
function endsAtAnswer(prompt: string): boolean {
  return /(?:assistant|response|応答|model|\[\/INST\])[:：|>_a-z]{0,20}\s{0,4}$/i.test(prompt.slice(-48));
}
