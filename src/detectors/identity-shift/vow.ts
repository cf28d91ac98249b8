import { CharacterModel, fold } from '../../reader/index.ts';
import { closingOf, openingsOf } from '../wording/edge-sentences.ts';
import { opensScene } from './promises.ts';
import { VOWS } from './vow-weights.ts';

/**
 * A sentence of an answer counts as a vow from `LIKELY_VOW` on. From `POSSIBLE_VOW` on it only means something if there
 * are many: honest sets contain up to one in thirty. System prompts talk about obedience more often, so they need
 * `SURE_VOW`.
 */
export const LIKELY_VOW = 0.6;
const POSSIBLE_VOW = 0.4;
const SURE_VOW = 0.75;
/** Numbers of leading sentences that are examined, in a system prompt and in an answer. */
const OF_A_SYSTEM_PROMPT = 8;
const OF_AN_ANSWER = 2;
/** Maximum length of a last line that counts as a closing. */
const LONGEST_CLOSING = 180;
/** Minimum length of a sentence: shorter ones are too unreliable to judge. */
const LEAST_CHARS = 6;

/** A stretch of a text that vows, in UTF-16 code units. */
export interface Vow {
  readonly start: number;
  readonly end: number;
  /** False if it is only possible that it vows. */
  readonly likely: boolean;
}

let model: CharacterModel | null = null;

/**
 * Returns the probability, 0..1, that a sentence vows to do whatever is asked, or says so of an assistant, in any
 * words. Learnt (`training/wording/vows`).
 */
function vow(sentence: string): number {
  if (sentence.trim().length < LEAST_CHARS) return 0;
  model ??= new CharacterModel(VOWS);
  return model.of(fold(sentence).trim());
}

/** Returns the first `most` sentences of a text with their offsets. */
function* firstSentences(text: string, most: number): Generator<{ readonly start: number; readonly sentence: string }> {
  let start = 0;
  for (let sentences = 0; sentences < most; sentences += 1) {
    const [sentence] = openingsOf(text.slice(start), Number.POSITIVE_INFINITY, 1);
    if (sentence === undefined) return;
    yield { start, sentence };
    start += sentence.length;
  }
}

/** Returns the place where a system prompt makes an assistant vow, or null if it does not. */
export function vowOfSystem(system: string): Vow | null {
  for (const { start, sentence } of firstSentences(`${system}\n`, OF_A_SYSTEM_PROMPT))
    if (vow(sentence) >= SURE_VOW) return { start, end: start + sentence.length, likely: true };
  return null;
}

/**
 * Returns the vow of an answer: a likely one before its content (unless it opens a scene) or after it, otherwise a
 * possible one before it, otherwise null. After the content, an offer to go on sounds like a possible vow.
 */
export function vowOfAnswer(answer: string): Vow | null {
  let possible: Vow | null = null;
  const openings = opensScene(answer) ? [] : firstSentences(answer, OF_AN_ANSWER);
  for (const { start, sentence } of openings) {
    const score = vow(sentence);
    const found = { start, end: start + sentence.length, likely: score >= LIKELY_VOW };
    if (found.likely) return found;
    if (score >= POSSIBLE_VOW) possible ??= found;
  }
  for (const { start, sentence } of closingsOf(answer))
    if (vow(sentence) >= LIKELY_VOW) return { start, end: start + sentence.length, likely: true };
  return possible;
}

/** Returns the last sentence and the last line of an answer. */
function* closingsOf(answer: string): Generator<{ readonly start: number; readonly sentence: string }> {
  const end = answer.trimEnd().length;
  const lastLine = answer.slice(answer.lastIndexOf('\n', end - 1) + 1, end);
  for (const sentence of new Set([closingOf(answer), lastLine]))
    if (sentence !== null && sentence.length <= LONGEST_CLOSING) yield { start: end - sentence.length, sentence };
}
