import { type UnreadReason, unread } from '../../schema/index.ts';
import { afterComments, withoutComments } from './json-comments.ts';

/** Text that people take for JSON, with a test for each kind: the text would be JSON but for this fault. */
const FAULTS: readonly (readonly [has: (text: string) => boolean, reason: UnreadReason])[] = [
  [holdsSeveral, unread('jsonSeveral')],
  [(text) => parses(text.replace(/([:[,]\s*)-?(?:NaN|Infinity)\b/g, '$1null')), unread('jsonNaN')],
  [(text) => parses(text.replace(/,(\s*[}\]])/g, '$1')), unread('jsonComma')],
  [(text) => afterComments(text) !== null || parses(withoutComments(text)), unread('jsonComment')],
  [(text) => /^\s*[{[]\s*(?:\{\s*)?'/.test(text), unread('jsonPython')],
];

/**
 * Maximum length to diagnose. A longer text is broken somewhere, and the reader of the report must inspect it anyway.
 */
const LONG = 2 ** 20;

/** Returns the most specific known reason why a text is not JSON. */
export const whyNotJson = (text: string): UnreadReason =>
  (text.length <= LONG ? FAULTS.find(([has]) => has(text))?.[1] : undefined) ?? unread('notJson');

/** Parses a line that ends with a comma, as the lines of a list without brackets do; undefined for any other line. */
export function beforeComma(text: string): unknown {
  const end = text.trimEnd();
  if (!end.endsWith(',')) return undefined;
  try {
    return JSON.parse(end.slice(0, -1));
  } catch {
    return undefined;
  }
}

/** Reports whether a text is one object followed by another. */
export function holdsSeveral(text: string): boolean {
  const begun = text.trimStart();
  const end = begun[0] === '{' ? objectEnd(begun) : -1;
  return end >= 0 && /^[\s,]*\{/.test(begun.slice(end)) && parses(begun.slice(0, end));
}

/** Returns the offset after the bracket that closes the object at the start of a text; -1 if none does. */
function objectEnd(text: string): number {
  let [depth, inString] = [0, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
