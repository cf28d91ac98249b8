import { languageOf } from '../../reader/index.ts';

/** Number of leading characters used to detect the language of a text. */
const HEAD_CHARS = 160;

/** English words that occur in hardly any other language. One search settles most rows of most sets. */
const ENGLISH = /\b(?:the|and|with|that)\b/;

/** Reports whether the detectors support the language of a text, judging by its start. */
export function isScanned(text: string): boolean {
  const head = text.slice(0, HEAD_CHARS);
  return ENGLISH.test(head) || languageOf(head) !== 'other';
}
