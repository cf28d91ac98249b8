import { CharacterModel, fold } from '../../reader/index.ts';
import { closingOf, openingsOf } from '../wording/edge-sentences.ts';
import { opensScene } from './promises.ts';
import { VOWS } from './vow-weights.ts';

/**
 * A sentence of an answer counts as a vow from this score on. System prompts talk about obedience more often, so they
 * need `SURE_VOW`.
 */
export const LIKELY_VOW = 0.6;
const SURE_VOW = 0.75;
/** Numbers of leading sentences that are examined, in a system prompt and in an answer. */
const OF_A_SYSTEM_PROMPT = 8;
const OF_AN_ANSWER = 2;
/** Maximum length of a last line that counts as a closing. */
const LONGEST_CLOSING = 180;
/** Minimum length of a sentence: shorter ones are too unreliable to judge. */
const LEAST_CHARS = 6;

/** A stretch of a text, in UTF-16 code units. */
export interface VowStretch {
  readonly start: number;
  readonly end: number;
}

let model: CharacterModel | null = null;

/**
 * Returns the probability, 0..1, that a sentence vows to do whatever is asked, or says so of an assistant, in any
 * words. Learnt (`training/wording/vows`).
 */
function vow(sentence: string): number {
  model ??= new CharacterModel(VOWS);
  return model.of(fold(sentence).trim());
}

/** Returns the first vow among the first `most` sentences of a text, or null if there is none. */
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

/** Returns the place where a system prompt makes an assistant vow, or null if it does not. */
export function vowOfSystem(system: string): VowStretch | null {
  return firstVow(`${system}\n`, OF_A_SYSTEM_PROMPT, SURE_VOW);
}

/** Returns the vow of an answer before its content (unless it opens a scene) or after it, or null if there is none. */
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
