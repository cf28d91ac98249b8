/**
 * An HTML tag that begins or ends a block or a line. Table cells are left out: a row is one unit. The tag may not
 * contain the end of a sentence, so that it is never cut apart.
 */
const TAG =
  '<(/?)(?:(br|hr)|p|div|section|article|blockquote|pre|h[1-6]|[ou]l|li|d[ltd]|table|thead|tbody|tr)(?:[ \\t][^<>.!?\\n\\r…。！？｡؟۔।॥]{0,80})?/?>';
const LAST = new RegExp(`${TAG}$`, 'i');
const FIRST = new RegExp(`^${TAG}`, 'i');
const ALL = new RegExp(TAG, 'gi');
/** Maximum length of a tag in UTF-16 code units; anything longer is text. */
const MAX_TAG_CHARS = 80;
const LESS = '<'.charCodeAt(0);

/**
 * Returns where a unit ends at a `>`: before a tag that begins a block, after one that ends a block or a line; null if
 * there is no such tag. Looks back a bounded distance.
 */
export function blockEdge(text: string, at: number): number | null {
  let from = at - 1;
  while (from >= 0 && at - from < MAX_TAG_CHARS && text.charCodeAt(from) !== LESS) from -= 1;
  const tag = LAST.exec(text.slice(Math.max(0, from), at + 1));
  if (tag === null) return null;
  return tag[1] !== '' || tag[2] !== undefined ? at + 1 : from;
}

/** Reports whether a text begins with a tag that begins a block, or with a mark. */
export const opensWithTag = (text: string): boolean => FIRST.test(text) || FIRST_MARK.test(text);

/**
 * A tag without attributes, around an answer or a part of it: a name of one to three words, perhaps with a value
 * (`<answer>`, `</tool_call>`, `<function=search>`); or the mark of Mistral's models before calls of tools. A name that
 * refuses, or of more words, could be a sentence.
 */
const NAME =
  '(?!\\w{0,20}(?:refus|declin|sorry|cannot|den(?:y|ied)|reject))[A-Za-z][A-Za-z0-9]{0,20}(?:[_:.-][A-Za-z0-9]{1,20}){0,2}';
const MARK = `(?:</?${NAME}(?:=${NAME})?\\s?/?>|\\[/?(?:AVAILABLE_TOOLS|TOOL_[A-Z]{1,20})\\])`;
const ONLY_MARKS = new RegExp(`^\\s*${MARK}(?:\\s*${MARK}){0,2}\\s*$`, 'i');
const FIRST_MARK = new RegExp(`^\\s*${MARK}`, 'i');
const EDGE_MARKS = new RegExp(`^\\s*${MARK}|${MARK}\\s*$`, 'g');

/** Reports whether a unit consists of nothing but marks, which say nothing. */
export const isOnlyMarks = (text: string): boolean => mayHoldMarks(text) && ONLY_MARKS.test(text);

/** Returns a unit as it is said, without its block tags and without a mark at its start or end. */
export function withoutMarks(text: string): string {
  if (!mayHoldMarks(text)) return text;
  return text.replace(ALL, ' ').replace(EDGE_MARKS, ' ').trim() || text;
}

const mayHoldMarks = (text: string): boolean => text.includes('<') || text.includes('[');
