/** Scripts in which words are not written apart. */
export const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Characters that a sentence and a question have in common by chance, at most; and where a character says as much as a word. */
const BY_CHANCE = 11;
const BY_CHANCE_UNSPACED = 5;

/** A question that is longer is not compared with. UTF-16 code units. */
const MAX_QUESTION = 65_536;

/** Every stretch of a question that is too long to be there by chance, folded. */
export interface QuestionGrams {
  readonly length: number;
  readonly grams: ReadonlySet<string>;
}

/** null where a question is too long to be compared with; what may repeat it is not to be shown then. */
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
 * Stretches of a sentence that repeat the question: in order, apart, from the first to the last word, offsets in UTF-16 code units. One pass, one
 * look-up a character.
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

/** A character with what is written over it. Few marks: normalising orders them, which takes their number squared. */
const CHARACTER = /\P{M}[\p{M}\uff9e\uff9f\u1160-\u11ff]{0,16}|\p{M}/gu;

const SPACE = /^[\p{P}\p{Z}\p{Cc}]+$/u;
const INVISIBLE = /\p{Cf}/gu;

interface ComparedText {
  readonly text: string;
  /** Where the source of each UTF-16 code unit of `text` begins and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** A text as it is compared: small letters of one form, nothing invisible, one space for spaces and punctuation. */
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
