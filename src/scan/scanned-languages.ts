import { languageOf } from '../reader/index.ts';
import type { LexiconLanguage, ReadingLanguage } from '../schema/index.ts';

/** Languages in which the detectors read. `und`: too little prose to tell, or code. */
const SCANNED: ReadonlySet<ReadingLanguage> = new Set<LexiconLanguage | 'und'>([
  ...(['en', 'ja', 'zh', 'ko'] as const),
  ...(['es', 'fr', 'de', 'pt'] as const),
  'und',
]);
/** So much of a text tells its language. */
const HEAD_CHARS = 160;

/** Words of English that hardly another language has: most rows of most sets are told by one search. */
const ENGLISH = /\b(?:the|and|with|that)\b/;

/** Whether the detectors read the language of a text, told from its start. */
export function isScanned(text: string): boolean {
  const head = text.slice(0, HEAD_CHARS);
  return ENGLISH.test(head) || SCANNED.has(languageOf(head));
}
