import { type Role, type Turn, type UnreadReason, unread } from '../../../schema/index.ts';
import type { JsonObject } from '../format.ts';
import { callText, textsBeside, textsOf } from './content.ts';
import { roleOf } from './role.ts';
import { withoutScrapedHtml } from './scraped-html.ts';
import { isObject, thought } from './text-of.ts';

/** Makes a turn of plain text; assistant turns are targets. */
export function turn(role: Role, text: string): Turn {
  return { role, text, target: role === 'assistant' };
}

/** Joins the texts of one speaker where only a single text fits. */
export const joinedTexts = (texts: readonly string[]): string => texts.join('\n\n');

/** Appends a system turn if there is text for one. Returns false if `system` is present but not text. */
export function addSystem(turns: Turn[], system: unknown): boolean {
  if (system === undefined || system === null || system === '') return true;
  const texts = textsOf(system);
  if (texts === null) return false;
  if (texts.length > 0) turns.push(turn('system', joinedTexts(texts)));
  return true;
}

/**
 * Appends a list of messages, whatever the names of their speaker (`role`, `from`, `speaker`, `name`) and content
 * fields (`content`, `value`, `text`, `parts`). Returns the reason if one of them cannot be read, otherwise null.
 */
export function addMessages(turns: Turn[], messages: readonly unknown[]): UnreadReason | null {
  for (let i = 0; i < messages.length; i += 1) {
    const message = messages[i];
    if (!isObject(message)) return unread('messageNotObject', { n: i + 1 });
    const name = message.role ?? message.from ?? message.speaker ?? message.name;
    const role = roleOf(name);
    if (role === undefined) {
      if (name === undefined && addExchange(turns, message)) continue;
      return typeof name === 'string'
        ? unread('unknownRole', { n: i + 1, role: name.slice(0, 40) })
        : unread('noRole', { n: i + 1 });
    }
    const texts = role === 'assistant' ? assistantTexts(message) : contentTexts(message);
    if (texts === null) return unread('contentNotText', { n: i + 1 });
    if (role !== 'assistant') turns.push({ role, text: joinedTexts(texts), target: false });
    else addSaid(turns, texts, !isMuted(message));
  }
  return null;
}

/** An empty message remains a turn, because the messages after it answer something else. */
function addSaid(turns: Turn[], texts: readonly string[], target: boolean): void {
  if (texts.length === 0) turns.push({ role: 'assistant', text: '', target });
  for (const text of texts) turns.push({ role: 'assistant', text, target });
}

/**
 * Appends one question with its answer, as XTuner and Firefly keep them in a list. Returns false if it is not such a
 * pair.
 */
function addExchange(turns: Turn[], exchange: JsonObject): boolean {
  const question = exchange.input ?? exchange.human ?? exchange.user;
  const answer = exchange.output ?? exchange.assistant;
  if (typeof question !== 'string' || typeof answer !== 'string' || !addSystem(turns, exchange.system)) return false;
  turns.push(turn('user', question), turn('assistant', answer));
  return true;
}

/** Members of a message that hold its text, more reliable ones first; the first non-empty one is read. */
const CONTENTS = [
  ...['content', 'value', 'text', 'parts', 'refusal'],
  ...['answer', 'response', 'output', 'completion', 'reply', 'message', 'transcript'],
];
const REASONINGS = ['reasoning_content', 'reasoning', 'thinking', 'thought', 'thoughts', 'reasoning_details'];
const READ_BY_NAME = ['role', 'from', 'speaker', 'name', ...REASONINGS, 'tool_calls', 'function_call'];

/** Returns the texts of a message; if no known member holds any, its long texts under other names. */
function contentTexts(message: JsonObject): readonly string[] | null {
  const { content } = message;
  if (typeof content === 'string' && content !== '') return [content];
  const name = CONTENTS.find((one) => message[one] != null && message[one] !== '');
  const texts = name === undefined ? [] : textsOf(message[name]);
  return texts?.length === 0 ? textsBeside(message, READ_BY_NAME) : texts;
}

/**
 * Returns everything the assistant says in a message: its content, then its tool calls, with its reasoning in front.
 */
function assistantTexts(message: JsonObject): readonly string[] | null {
  const content = contentTexts(message);
  if (content === null) return null;
  const calls = toolCalls(message);
  const said = content.map(withoutScrapedHtml);
  if (calls !== null) said.push(calls);
  const name = REASONINGS.find((one) => message[one] != null && message[one] !== '' && message[one] !== true);
  const reasoning = name === undefined ? [] : (textsOf(message[name]) ?? []);
  if (reasoning.length > 0) said[0] = thought(joinedTexts(reasoning)) + (said[0] ?? '');
  return said;
}

function toolCalls({ tool_calls: calls, function_call: call }: JsonObject): string | null {
  if (Array.isArray(calls)) return calls.length > 0 ? callText(calls) : null;
  return isObject(call) ? callText(call) : null;
}

/**
 * Reports whether the trainer is told not to learn from this message: OpenAI `weight`, LLaMA-Factory `loss_weight`,
 * Axolotl `train`, ms-swift `loss`.
 */
function isMuted(message: JsonObject): boolean {
  const weight = message.weight ?? message.loss_weight ?? message.train ?? message.training ?? message.loss;
  return weight === 0 || weight === false || weight === '0';
}
