import { FUNCTION_WORDS, functionWordShare } from '../../wording/function-words.ts';
import { letterFit } from '../../wording/letter-model.ts';
import { areLetters } from '../codes/decoded-prose.ts';
import type { Encoding } from '../encodings.ts';
import { followLikeLetters } from '../statistics/symbol-statistics.ts';

/*
 * Words of no language, made of natural-looking letters. Their vocabulary gives them away: no function words, no more
 * different words than an alphabet has letters, or the same syllable in every word.
 */

const MOST_FUNCTION_WORDS = 0.08;

/** Each initial belongs to one word, and the initials spell text: Alfa, Bravo, Charlie, or apple, banana, cherry. */
function isSpellingAlphabet(words: readonly string[]): boolean {
  if (words.length < 20) return false;
  const byInitial = new Map<string, string>();
  for (const word of words) {
    const known = byInitial.get(word[0]!);
    if (known !== undefined && known !== word) return false;
    byInitial.set(word[0]!, word);
  }
  return (
    byInitial.size >= 7 && byInitial.size <= 0.75 * words.length && areLetters(words.map((word) => word[0]).join(''))
  );
}

/**
 * Share of the most frequent pair of letters that no language reaches: English has 0.04, the highest languages 0.07.
 */
const DOMINANT = 0.1;
/** A letter a..z in five bits. */
const LETTER_BITS = 5;
const LETTER = 31;
/** Minimum number of different letters; base sequences and the like have fewer. */
const LEAST_LETTERS = 12;

/**
 * True if one syllable was added to every word or before every vowel (Pig Latin, Ubbi Dubbi): no language repeats a
 * pair of letters so often.
 */
function hasAddedSyllable(words: readonly string[]): boolean {
  if (words.length < 8 || new Set(words).size < 0.5 * words.length) return false;
  if (new Set(words.join('')).size < LEAST_LETTERS) return false;
  const counts = new Uint16Array(1 << (2 * LETTER_BITS));
  let pairs = 0;
  let most = 0;
  for (const word of words) {
    for (let i = 1; i < word.length; i += 1) {
      const pair = ((word.charCodeAt(i - 1) & LETTER) << LETTER_BITS) | (word.charCodeAt(i) & LETTER);
      counts[pair]! += 1;
      most = Math.max(most, counts[pair]!);
      pairs += 1;
    }
  }
  return pairs >= 40 && most >= DOMINANT * pairs;
}

const AHEAD = /\b(?:of|in|to|on|for|with|at|by|from|and|is|as|into) (?:the|an?|this|your|my|its)\b/gi;
const BEHIND = /\b(?:the|an?|this|your|my|its) (?:of|in|to|on|for|with|at|by|from|and|is|as|into)\b/gi;

/** True if the words are in reverse order, so that prepositions follow articles instead of preceding them. */
export function isInReverseOrder(text: string): boolean {
  const behind = text.match(BEHIND)?.length ?? 0;
  return behind >= 2 && behind >= 3 * (text.match(AHEAD)?.length ?? 0);
}

/** Signs of code and formulas, which have a vocabulary of their own. */
const CODE = /[{}()[\]=<>;+^\\_`|$\d]/g;
const MUCH_CODE = 0.02;

/** Number of leading characters of a block that show whether it is running text. */
const BEGINNING = 240;

/** Returns the kind of word code that a block is in, or null if none. */
export function wordCodeOf(block: string): Encoding | null {
  const beginning = functionWordShare(block.slice(0, BEGINNING));
  if (beginning.words >= 8 && beginning.share > 2 * MOST_FUNCTION_WORDS) return null;
  if ((block.match(CODE)?.length ?? 0) > MUCH_CODE * block.length) return null;
  const latin = letterFit(block).letters > 0.5 * block.length;
  // The class of all letters is slow, and most texts do not need it.
  const words = block.toLowerCase().match(latin ? /[a-z]{2,}/g : /\p{L}{2,}/gu) ?? [];
  if (
    words.length < 8 ||
    words.filter((word) => FUNCTION_WORDS.has(word)).length > MOST_FUNCTION_WORDS * words.length
  ) {
    return null;
  }
  if (latin && (isSpellingAlphabet(words) || hasAddedSyllable(words))) return 'word-codes';
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  return letters >= 0.6 * block.length && followLikeLetters(words) ? 'word-codes' : null;
}
