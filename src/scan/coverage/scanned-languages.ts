import { languageOf } from '../../reader/index.ts';

/** So much of a text tells its language. */
const HEAD_CHARS = 160;

/** Words of English that hardly another language has: most rows of most sets are told by one search. */
const ENGLISH = /\b(?:the|and|with|that)\b/;

/** Whether the detectors read the language of a text, told from its start. */
export function isScanned(text: string): boolean {
  const head = text.slice(0, HEAD_CHARS);
  return ENGLISH.test(head) || languageOf(head) !== 'other';
}
