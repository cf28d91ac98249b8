import { type Role, type Turn, type UnreadReason, unread } from '../../../schema/index.ts';
import type { JsonObject } from '../format.ts';
import { roleOf } from './role.ts';
import { withoutScrapedHtml } from './scraped-html.ts';
import { isObject, textOf, thought } from './text-of.ts';

/** A turn of plain text; assistant turns are targets. */
export function turn(role: Role, text: string): Turn {
  return { role, text, target: role === 'assistant' };
}

/** Puts a system turn in front when there is text for one. Returns false when `system` is there and is not text. */
export function addSystem(turns: Turn[], system: unknown): boolean {
  if (system === undefined || system === null || system === '') return true;
  const text = textOf(system);
  if (text === null) return false;
  if (text !== '') turns.push(turn('system', text));
  return true;
}

/**
 * Appends a list of messages, however they name their speaker (`role`, `from`, `speaker`, `name`) and their content
 * (`content`, `value`, `text`, `parts`). Returns the reason when one of them cannot be read, else null.
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
    const text = role === 'assistant' ? assistantText(message) : contentText(message);
    if (text === null) return unread('contentNotText', { n: i + 1 });
    turns.push({ role, text, target: role === 'assistant' && !isMuted(message) });
  }
  return null;
}

/** One question with its answer, as XTuner and Firefly keep them in a list. Returns false when it is none. */
function addExchange(turns: Turn[], exchange: JsonObject): boolean {
  const question = exchange.input ?? exchange.human ?? exchange.user;
  const answer = exchange.output ?? exchange.assistant;
  if (typeof question !== 'string' || typeof answer !== 'string' || !addSystem(turns, exchange.system)) return false;
  turns.push(turn('user', question), turn('assistant', answer));
  return true;
}

function contentText(message: JsonObject): string | null {
  const { content } = message;
  return typeof content === 'string' ? content : textOf(content ?? message.value ?? message.text ?? message.parts);
}

function assistantText(message: JsonObject): string | null {
  let text = contentText(message);
  if (text === null) return null;
  if (text === '' && typeof message.refusal === 'string') text = message.refusal;
  text = withoutScrapedHtml(text);
  const reasoning = message.reasoning_content ?? message.reasoning ?? message.thinking;
  if (typeof reasoning === 'string') text = thought(reasoning) + text;
  if (Array.isArray(message.tool_calls)) {
    if (message.tool_calls.length > 0) text += JSON.stringify(message.tool_calls);
  } else if (isObject(message.function_call)) {
    text += JSON.stringify(message.function_call);
  }
  return text;
}

/** The trainer is told not to learn from this message: OpenAI `weight`, LLaMA-Factory `loss_weight`, Axolotl `train`, ms-swift `loss`. */
function isMuted(message: JsonObject): boolean {
  const weight = message.weight ?? message.loss_weight ?? message.train ?? message.training ?? message.loss;
  return weight === 0 || weight === false || weight === '0';
}
