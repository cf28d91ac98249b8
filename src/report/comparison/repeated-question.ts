/** Scripts in which words are not separated by spaces. */
export const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/**
 * Maximum number of characters that a sentence and a question share by chance; the second is for scripts in which a
 * character says as much as a word.
 */
const BY_CHANCE = 11;
const BY_CHANCE_UNSPACED = 5;

/** Longer questions are not compared. UTF-16 code units. */
const MAX_QUESTION = 65_536;

/** Every stretch of a question that is too long to occur by chance, folded. */
export interface QuestionGrams {
  readonly length: number;
  readonly grams: ReadonlySet<string>;
}

/** Returns null if a question is too long to be compared; anything that may repeat it must not be shown then. */
export function gramsOf(question: string): QuestionGrams | null {
  if (question.length > MAX_QUESTION) return null;
  const { text } = folded(question);
  if (text.length > MAX_QUESTION) return null;
  const asked = text.trim();
  const length = (UNSPACED.test(question) ? BY_CHANCE_UNSPACED : BY_CHANCE) + 1;
  const grams = new Set<string>();
  for (let at = 0; at + length <= asked.length; at += 1) grams.add(asked.slice(at, at + length));
  return { length, grams };
}

/**
 * Returns the stretches of a sentence that repeat the question: in order, separate, from the first to the last word,
 * with offsets in UTF-16 code units. One pass, with one look-up per character.
 */
export function repeated(sentence: string, { length, grams }: QuestionGrams): { start: number; end: number }[] {
  const { text, starts, ends } = folded(sentence);
  const found: { first: number; last: number }[] = [];
  for (let first = 0; first + length <= text.length; first += 1) {
    if (!grams.has(text.slice(first, first + length))) continue;
    const last = first + length - 1;
    const before = found.at(-1);
    if (before !== undefined && first <= before.last) before.last = last;
    else found.push({ first, last });
  }
  return found.map(({ first, last }) => ({
    start: starts[text[first] === ' ' ? first + 1 : first]!,
    end: ends[text[last] === ' ' ? last - 1 : last]!,
  }));
}

/**
 * A character with the marks above it. Only a few marks, because normalising sorts them, which takes quadratic time.
 */
const CHARACTER = /\P{M}[\p{M}\uff9e\uff9f\u1160-\u11ff]{0,16}|\p{M}/gu;

const SPACE = /^[\p{P}\p{Z}\p{Cc}]+$/u;
const INVISIBLE = /\p{Cf}/gu;

interface ComparedText {
  readonly text: string;
  /** The beginning and end of the source of each UTF-16 code unit of `text`. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * Returns a text in the form in which it is compared: lower case in one form, nothing invisible, one space for spaces
 * and punctuation.
 */
function folded(source: string): ComparedText {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: character, index } of source.matchAll(CHARACTER)) {
    const one = character.normalize('NFKC').toLowerCase().replace(INVISIBLE, '');
    const shown = SPACE.test(one) ? ' ' : one;
    const end = index + character.length;
    if (shown === '' || (shown === ' ' && text.endsWith(' '))) {
      if (ends.length > 0) ends[ends.length - 1] = end;
      continue;
    }
    text += shown;
    for (let i = 0; i < shown.length; i += 1) {
      starts.push(index);
      ends.push(end);
    }
  }
  return { text, starts, ends };
}
