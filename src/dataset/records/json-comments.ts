/** A comment as JavaScript has them, with the white space around it; one that is never closed ends with the text. */
const LEADING = /\s*(?:\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$))\s*/y;

/** Returns a text without the comments at its beginning; null if it does not begin with one. */
export function afterComments(text: string): string | null {
  let end = 0;
  LEADING.lastIndex = 0;
  while (LEADING.test(text)) end = LEADING.lastIndex;
  return end === 0 ? null : text.slice(end);
}

/** A string, which may hold anything, or a comment. Takes linear time. */
const STRING_OR_COMMENT = /("(?:[^"\\]|\\.)*(?:"|\\?$))|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)/gs;

/** Returns a text without its comments, which JSON does not allow. */
export const withoutComments = (text: string): string =>
  text.replace(STRING_OR_COMMENT, (_, string: string | undefined) => string ?? ' ');
