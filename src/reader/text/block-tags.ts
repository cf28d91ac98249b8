/** A tag of HTML that begins or ends a block, or a line, and no cell of a table: a row is one unit. No end of a sentence is in it, so that none of it is ever cut off. */
const TAG =
  '<(/?)(?:(br|hr)|p|div|section|article|blockquote|pre|h[1-6]|[ou]l|li|d[ltd]|table|thead|tbody|tr)(?:[ \\t][^<>.!?\\n\\r…。！？｡؟۔।॥]{0,80})?/?>';
const LAST = new RegExp(`${TAG}$`, 'i');
const FIRST = new RegExp(`^${TAG}`, 'i');
const ALL = new RegExp(TAG, 'gi');
/** A longer tag is text, in UTF-16 code units. */
const MAX_TAG_CHARS = 80;
const LESS = '<'.charCodeAt(0);

/**
 * Where a unit ends at a `>`: before a tag that begins a block, after one that ends a block or a line; null where there is no such tag. Looks a
 * bounded way back.
 */
export function blockEdge(text: string, at: number): number | null {
  let from = at - 1;
  while (from >= 0 && at - from < MAX_TAG_CHARS && text.charCodeAt(from) !== LESS) from -= 1;
  const tag = LAST.exec(text.slice(Math.max(0, from), at + 1));
  if (tag === null) return null;
  return tag[1] !== '' || tag[2] !== undefined ? at + 1 : from;
}

export const opensWithBlock = (text: string): boolean => FIRST.test(text);

/** A unit as it is said. */
export const withoutBlockTags = (text: string): string =>
  text.includes('<') ? text.replace(ALL, ' ').trim() || text : text;
