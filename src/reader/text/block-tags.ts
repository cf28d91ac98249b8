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

export const opensWithBlock = (text: string): boolean => FIRST.test(text);

/** Returns a unit as it is said, without its block tags. */
export const withoutBlockTags = (text: string): string =>
  text.includes('<') ? text.replace(ALL, ' ').trim() || text : text;
