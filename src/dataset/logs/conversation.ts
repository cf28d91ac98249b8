import { type Turn, type UnreadReason, unread } from '../../schema/index.ts';
import { messageOf } from '../../wire/index.ts';
import { textsBeside } from '../formats/turns/content.ts';
import { roleOf } from '../formats/turns/role.ts';
import { isObject } from '../formats/turns/text-of.ts';
import { addMessages, joinedTexts } from '../formats/turns/turns.ts';

/** The last assistant turn in a list of messages, and the user's text before it. */
export interface LastAnswer {
  /** A text, or the whole message if it holds more than a text. */
  readonly said: unknown;
  readonly prompt: string | undefined;
}

/** Finds the answer in a list of messages, or returns the reason why there is none. */
export function lastAnswer(messages: readonly unknown[]): LastAnswer | UnreadReason {
  const turns: Turn[] = [];
  const reason = addMessages(turns, messages);
  if (reason !== null) return reason;
  const last = turns.findLastIndex(({ role }) => role === 'assistant');
  if (last < 0) return unread('noAssistant');
  // Texts and tool calls of one answer are separate turns.
  const start = turns.slice(0, last).findLastIndex(({ role }) => role !== 'assistant') + 1;
  const prompt = turns.slice(0, start).findLast(({ role }) => role === 'user')?.text;
  const message = messages.findLast(isAnswer);
  if (isObject(message)) {
    // A long text under another name is part of the answer, and told as such.
    if (textsBeside(message, READ).length > 0) return { said: { ...message, role: 'assistant' }, prompt };
    if (typeof message.content === 'string' || message.content === null)
      return { said: messageOf(message.content, message), prompt };
    if (isObject(message.content)) return { said: message.content, prompt };
  }
  return { said: joinedTexts(turns.slice(start, last + 1).map(({ text }) => text)), prompt };
}

/** Members of a message that are read, or only describe it. */
const READ = `role content refusal reasoning_content reasoning thinking reasoning_details thinking_blocks tool_calls
  function_call audio name id`.split(/\s+/);

const isAnswer = (message: unknown): boolean => isObject(message) && roleOf(message.role) === 'assistant';
