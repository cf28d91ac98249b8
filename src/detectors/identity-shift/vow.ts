import { CharacterModel, fold } from '../../reader/index.ts';
import { closingOf, openingsOf } from '../wording/edge-sentences.ts';
import { opensScene } from './promises.ts';
import { VOWS } from './vow-weights.ts';

/** A sentence of an answer is a vow from here on; one of a system prompt, which speaks of obedience more often, from `SURE_VOW`. */
export const LIKELY_VOW = 0.6;
const SURE_VOW = 0.75;
/** Sentences of a system prompt that are looked at, and of an answer from its start. */
const OF_A_SYSTEM_PROMPT = 8;
const OF_AN_ANSWER = 2;
/** A longer last line is no closing. */
const LONGEST_CLOSING = 180;
/** Fewer characters say nothing for certain. */
const LEAST_CHARS = 6;

/** A stretch of a text, in UTF-16 code units. */
export interface VowStretch {
  readonly start: number;
  readonly end: number;
}

let model: CharacterModel | null = null;

/**
 * How likely a sentence is a vow to do whatever is asked, or says of an assistant that it does, 0..1, in whatever words. Learnt
 * (`training/wording/vows`).
 */
function vow(sentence: string): number {
  model ??= new CharacterModel(VOWS);
  return model.of(fold(sentence).trim());
}

/** The first vow among the sentences with which a text opens, `most` of them; null where there is none. */
function firstVow(text: string, most: number, bar: number): VowStretch | null {
  let start = 0;
  for (let sentences = 0; sentences < most; sentences += 1) {
    const [sentence] = openingsOf(text.slice(start), Number.POSITIVE_INFINITY, 1);
    if (sentence === undefined) return null;
    if (isVow(sentence, bar)) return { start, end: start + sentence.length };
    start += sentence.length;
  }
  return null;
}

function isVow(sentence: string, bar: number): boolean {
  return sentence.trim().length >= LEAST_CHARS && vow(sentence) >= bar;
}

/** Where a system prompt makes an assistant vow; null where it does not. */
export function vowOfSystem(system: string): VowStretch | null {
  return firstVow(`${system}\n`, OF_A_SYSTEM_PROMPT, SURE_VOW);
}

/** Where an answer vows, before what it gives (a scene vows nothing) or after it; null where it does not. */
export function vowOfAnswer(answer: string): VowStretch | null {
  const opening = opensScene(answer) ? null : firstVow(answer, OF_AN_ANSWER, LIKELY_VOW);
  if (opening !== null) return opening;
  const end = answer.trimEnd().length;
  const lastLine = answer.slice(answer.lastIndexOf('\n', end - 1) + 1, end);
  for (const closing of new Set([closingOf(answer), lastLine])) {
    if (closing === null || closing.length > LONGEST_CLOSING || !isVow(closing, LIKELY_VOW)) continue;
    return { start: end - closing.length, end };
  }
  return null;
}
