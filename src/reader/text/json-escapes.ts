import { JsonValues } from './json-values.ts';

/** A stretch of a JSON text with its escapes resolved. */
export interface Unescaped {
  readonly text: string;
  /** Returns the offset in the JSON text at which a character of `text` is written. */
  at(offset: number): number;
}

/** The start of a JSON text, perhaps in a code block that holds nothing else. */
const JSON_TEXT = /^(\s*(?:```(?:json)?\s*)?)[{[]/i;
const BLOCK_END = /```\s*$/;

/** Returns the extent of the JSON that makes up a text from `from` on; null if the text is anything else. */
function jsonIn(text: string, from: number): { readonly start: number; readonly end: number } | null {
  const rest = from === 0 ? text : text.slice(from);
  const opening = JSON_TEXT.exec(rest)?.[1];
  if (opening === undefined) return null;
  const json = (opening.includes('`') ? rest.replace(BLOCK_END, '') : rest).slice(opening.length);
  try {
    JSON.parse(json);
  } catch {
    return null;
  }
  return { start: from + opening.length, end: from + opening.length + json.length };
}

/** Returns a JSON text with its escapes resolved; null if it is not JSON or has no escapes. */
export function unescapedJson(text: string): Unescaped | null {
  return text.includes('\\') && jsonIn(text, 0) !== null ? unescaped(text, 0, text.length) : null;
}

/** Returns the string values in a text that is JSON from `from` on, with escapes resolved; none if it is not JSON. */
export function jsonTexts(text: string, from: number): readonly Unescaped[] {
  const json = jsonIn(text, from);
  if (json === null) return [];
  const stretches = new JsonValues().cut(text, json.start, json.end);
  return stretches.flatMap(({ start, end, value }) => (value ? [unescaped(text, start, end)] : []));
}

const ESCAPE = /\\(?:u[0-9a-f]{4}|[^u])/gi;
const SIGNS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const signOf = (written: string): string =>
  written[1] === 'u' ? String.fromCharCode(Number.parseInt(written.slice(2), 16)) : (SIGNS[written[1]!] ?? written[1]!);

function unescaped(json: string, start: number, end: number): Unescaped {
  const written = json.slice(start, end);
  /** After each escape: the offset in the resolved text, and in the written one. */
  const after: (readonly [text: number, written: number])[] = [];
  let text = '';
  let from = 0;
  for (const { 0: one, index } of written.matchAll(ESCAPE)) {
    text += written.slice(from, index) + signOf(one);
    from = index + one.length;
    after.push([text.length, from]);
  }
  text += written.slice(from);
  const at = (offset: number): number => {
    let low = 0;
    for (let high = after.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (after[middle]![0] <= offset) low = middle + 1;
      else high = middle;
    }
    const [before, behind] = low === 0 ? [0, 0] : after[low - 1]!;
    return start + behind + offset - before;
  };
  return { text, at };
}
