import type { JsonObject } from '../format.ts';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a list, also one that a table holds as JSON in one cell; otherwise null. */
export function listOf(value: unknown): readonly unknown[] | null {
  const parsed = unpacked(value, '[');
  return Array.isArray(parsed) ? parsed : null;
}

/** Returns an object, also one that a table holds as JSON in one cell; otherwise null. */
export function objectOf(value: unknown): JsonObject | null {
  const parsed = unpacked(value, '{');
  return isObject(parsed) ? parsed : null;
}

function unpacked(value: unknown, opening: string): unknown {
  if (typeof value !== 'string' || value.trimStart()[0] !== opening) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/**
 * Returns the text of a message's content: a string, typed parts joined without a separator, or an object that holds
 * either. Numbers and booleans are written out; missing content gives ''. Other members of an object are left out:
 * `textsOf` reads them. null for any other value, and for a list of numbers: token ids are not text.
 */
export function textOf(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (content === null || content === undefined) return '';
  if (typeof content === 'number' || typeof content === 'boolean') return String(content);
  if (!Array.isArray(content)) return isObject(content) ? textOfPart(content) : null;
  if (isTokens(content)) return null;
  let text = '';
  for (const part of content) text += isObject(part) ? textOfPart(part) : (textOf(part) ?? '');
  return text;
}

/** A shorter list of numbers may be an answer: the roots of an equation. */
const LEAST_TOKENS = 4;

/** Reports whether a value is a list of token ids, samples or the like. */
export const isTokens = (value: unknown): boolean =>
  Array.isArray(value) && value.length >= LEAST_TOKENS && value.every((one) => typeof one === 'number');

function textOfPart(part: JsonObject): string {
  const text = part.text ?? part.value ?? part.refusal ?? part.content ?? part.parts;
  if (text !== undefined && text !== null) return textOf(text) ?? '';
  if (typeof part.thinking === 'string') return thought(part.thinking);
  const call = part.functionCall ?? part.functionResponse ?? part.toolUse ?? part.toolResult;
  if (call !== undefined) return JSON.stringify(call);
  return part.type === 'tool_use' ? JSON.stringify({ name: part.name, arguments: part.input }) : '';
}

/** Wraps reasoning that is stored separately in the form in which models write it into an answer. */
export function thought(text: string): string {
  return text === '' ? '' : `<think>\n${text}\n</think>\n`;
}
