import { answerStart } from './answer-start.ts';
import { cueScan } from './cue-scan.ts';
import { patternsOf, plain } from './cues.ts';
import { LEXICA } from './lexica.ts';
import { CUE_FAMILIES, type Lexicon } from './lexicon/lexicon.ts';
import { opensDeclining } from './opening-check.ts';
import { OPENING_CHARS } from './opening-gate.ts';

/** A phrase counts when its sentence shows one of these. */
const TELLING = (['decline', 'incapable', 'challenge', 'obey'] as const).map((family) => CUE_FAMILIES.indexOf(family));

/** These count wherever they stand. */
const REASONING = [
  '<think',
  '</think',
  '<reasoning',
  '</reasoning',
  '<|channel|>',
  '<thought',
  '◁think',
  '<|begin_of_th',
];

/** A sentence is looked at this far before and after the phrase. */
const BEFORE = 120;
const AFTER = 160;

const scan = cueScan<Lexicon | null>([
  ...LEXICA.flatMap((lexicon) => lexicon.anchors.map((anchor) => [anchor, lexicon] as const)),
  ...REASONING.map((tag) => [tag, null] as const),
]);

const ENDS = /[.!?。！？\n]/;

/**
 * Offsets, in order, of the sentences that may hold a refusal, a judgement of the request or a vow, or of a reasoning
 * tag; where the opening of the answer holds none, its start when it sounds like one all the same (`opening-gate.ts`, `opening-check.ts`). Most
 * texts have none and need no further reading.
 */
export function tellingPlaces(text: string): number[] {
  const places: number[] = [];
  let readTo = 0;
  let doubtful = false;
  const origin = answerStart(text);
  scan(text, (at, lexicon) => {
    if (lexicon === null) {
      places.push(at);
      return false;
    }
    if (at < readTo) return false;
    let start = at;
    const floor = Math.max(0, at - BEFORE);
    while (start > floor && !ENDS.test(text[start - 1]!)) start -= 1;
    const rest = text.slice(at, at + AFTER);
    const length = rest.search(ENDS);
    const end = at + (length === -1 ? rest.length : length + 1);
    if (tells(lexicon, text.slice(start, end))) {
      places.push(at);
      readTo = end;
      // In an opening, where refusals stand, the phrase alone makes it worth a check.
    } else if (at >= origin && at < origin + OPENING_CHARS) doubtful = true;
    return false;
  });
  const opens = places.some((place) => place >= origin && place < origin + OPENING_CHARS);
  if (!opens && opensDeclining(origin === 0 ? text : text.slice(origin), doubtful)) {
    places.push(origin);
    places.sort((a, b) => a - b);
  }
  return places;
}

function tells(lexicon: Lexicon, sentence: string): boolean {
  const { patterns, mayShow } = patternsOf(lexicon);
  const text = plain(sentence);
  const mask = mayShow(text);
  return TELLING.some((family) => (mask & (1 << family)) !== 0 && patterns[family]!.test(text));
}
