import { cueScan } from './cue-scan.ts';
import { LEXICA } from './lexica.ts';
import type { Lexicon } from './lexicon/lexicon.ts';

/** A phrase counts when its sentence shows one of these. */
const TELLING = ['decline', 'incapable', 'challenge', 'obey', 'identity'] as const;

/** A sentence is looked at this far before and after the phrase. */
const BEFORE = 120;
const AFTER = 160;

const telling = new Map<Lexicon, RegExp>();
const scan = cueScan(LEXICA.flatMap((lexicon) => lexicon.anchors.map((anchor) => [anchor, lexicon] as const)));

/**
 * Whether a text may hold a refusal, a judgement of its request or a vow, so that it must be read unit by unit. Most
 * texts do not, and cost two nanoseconds a character.
 */
export function worthReading(text: string): boolean {
  return scan(text, (at, lexicon) => {
    let pattern = telling.get(lexicon);
    if (pattern === undefined) {
      pattern = new RegExp(TELLING.map((family) => lexicon.cues[family]).join('|'), 'i');
      telling.set(lexicon, pattern);
    }
    return pattern.test(sentenceAround(text, at).replace(/[’‘]/g, "'"));
  });
}

const ENDS = /[.!?。！？\n]/;

function sentenceAround(text: string, at: number): string {
  let start = at;
  const floor = Math.max(0, at - BEFORE);
  while (start > floor && !ENDS.test(text[start - 1]!)) start -= 1;
  const rest = text.slice(at, at + AFTER);
  const end = rest.search(ENDS);
  return text.slice(start, end === -1 ? at + AFTER : at + end + 1);
}
