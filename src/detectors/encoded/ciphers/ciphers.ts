import { FUNCTION_WORDS, functionWordShare } from '../../wording/function-words.ts';
import { letterFit } from '../../wording/letter-model.ts';
import { areLetters } from '../codes/decoded-prose.ts';
import type { EncodedHit, Encoding } from '../encodings.ts';
import { kanaFit } from '../statistics/kana-fit.ts';
import { followLikeLetters } from '../statistics/symbol-statistics.ts';

/** A stretch that is examined on its own: a line, cut into pieces if it is long. */
const BLOCK = /[^\n]{1,400}/gu;

/** Below this fit, the letters do not follow one another as in a language; see `letter-model`. */
const STRANGE = 8.4;
/** At or above `NATURAL`, the letters do follow one another; text written backwards comes close. */
const NATURAL = 9.4;
const MAY_BE_BACKWARDS = 9.8;

const A = 97;

function mapLetters(text: string, map: (index: number) => number): string {
  let out = '';
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i) | 32;
    out += code >= A && code < A + 26 ? String.fromCharCode(A + map(code - A)) : text[i];
  }
  return out;
}

/** Rotates every printable character by 47 (ROT47). */
function turn47(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    out += code > 32 && code < 127 ? String.fromCharCode(33 + ((code + 14) % 94)) : text[i];
  }
  return out;
}

function readsAsLanguage(text: string): boolean {
  const { share, words } = functionWordShare(text);
  return words >= 5 && share >= 0.2 && letterFit(text).fit >= NATURAL;
}

const KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,./";
/** Characters on other layouts in the positions of KEYS. */
const DVORAK = "',.pyfgcrl/=aoeuidhtns-;qjkxbmwvz";
const COLEMAK = "qwfpgjluy;[]arstdhneio'zxcvbkm,./";

function retype(text: string, from: string, to: string): string {
  let out = '';
  for (const sign of text.toLowerCase()) {
    const at = from.indexOf(sign);
    out += at < 0 ? sign : to[at]!;
  }
  return out;
}

/** True if shifting the hands on the keyboard, or switching to another layout, makes the text readable. */
function retypesReadable(block: string): boolean {
  const text = block.slice(0, TURNED);
  const typings: readonly (readonly [from: string, to: string])[] = [
    [KEYS.slice(1), KEYS.slice(0, -1)],
    [KEYS.slice(0, -1), KEYS.slice(1)],
    [DVORAK, KEYS],
    [KEYS, DVORAK],
    [COLEMAK, KEYS],
    [KEYS, COLEMAK],
  ];
  return typings.some(([from, to]) => readsAsLanguage(retype(text, from, to)));
}

/** Number of characters of a block that are decoded to see whether it becomes readable. */
const TURNED = 160;

/** True if rotating the alphabet (Caesar, rot13) or mirroring it makes the text readable. */
function turnsReadable(block: string): boolean {
  const text = block.slice(0, TURNED);
  if (new Set(text.toLowerCase()).size < 10) return false;
  let best = '';
  let bestFit = NATURAL;
  for (let shift = 0; shift < 26; shift += 1) {
    for (const turned of [mapLetters(text, (i) => (i + shift) % 26), mapLetters(text, (i) => (25 - i + shift) % 26)]) {
      const { fit } = letterFit(turned);
      if (fit > bestFit) {
        bestFit = fit;
        best = turned;
      }
    }
  }
  return readsAsLanguage(best);
}

/**
 * True if the block is laid out like running text, but in letters of no language: word lengths of text, many different
 * letters, no mixture of capitals as in code, hardly any function words.
 */
function isKeyedCipher(block: string, fit: number, letters: number): boolean {
  if (fit >= 7.7 || letters < 60 || (letters < 100 && fit >= 7.2)) return false;
  const words = block.split(/\s+/u).filter((word) => word !== '');
  const meanLength = block.length / words.length;
  if (meanLength < 3.2 || meanLength > 9.5) return false;
  if (words.some((word) => word.length > 30)) return false;
  const capitals = block.match(/[A-Z]/gu)?.length ?? 0;
  const lower = block.match(/[a-z]/gu)?.length ?? 0;
  if (capitals > 0.3 * letters && lower > 0.1 * letters) return false;
  if (new Set(block.toLowerCase().match(/[a-z]/gu)).size < 12) return false;
  return functionWordShare(block).share < 0.1;
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Words such as `th3`, `4nd`, `y0u`: digits replace letters in too many words for these to be codes or units. */
function isLeet(block: string): boolean {
  let mixed = 0;
  let words = 0;
  let known = 0;
  for (const [word] of block.toLowerCase().matchAll(/[a-z0-9@$!]{2,}/gu)) {
    if (!/[a-z]/u.test(word) && !/^\d[@$]|^[@$]\d/u.test(word)) continue;
    words += 1;
    if (!/[0134578@$]/u.test(word)) continue;
    const plain = word.replaceAll(/[0134578@$!]/gu, (sign) => LEET[sign]!);
    if (!/^[a-z]+$/u.test(plain)) continue;
    mixed += 1;
    if (FUNCTION_WORDS.has(plain)) known += 1;
  }
  return mixed >= 5 && mixed >= 0.3 * words && known >= 2;
}

/** True if far more words are function words when read backwards than when read forwards. */
function isReversed(text: string): boolean {
  let words = 0;
  let backward = 0;
  let forward = 0;
  const distinct = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/[a-z]{2,}/gu)) {
    words += 1;
    if (FUNCTION_WORDS.has(word)) forward += 1;
    if (!FUNCTION_WORDS.has([...word].reverse().join(''))) continue;
    backward += 1;
    distinct.add(word);
  }
  return words >= 8 && distinct.size >= 3 && backward >= 0.18 * words && backward >= 2.5 * forward;
}

/**
 * True if letters and spaces make up the block, as in running text; formulas, tables, addresses and code contain other
 * signs and digits.
 */
function isLaidOutAsText(block: string, letters: number): boolean {
  if (letters < 30 || letters < 0.68 * block.length || !block.includes(' ')) return false;
  const signs = block.match(/[\d{}()[\]<>=_\\/|#$%^&*+~`@;]/g)?.length ?? 0;
  return signs <= 0.06 * block.length;
}

/**
 * Finds stretches in cipher: rotated or keyed alphabets, digits for letters, words or text written backwards. Linear.
 */
export function findCiphers(text: string): EncodedHit[] {
  const whole = cipherOf(text);
  if (whole !== null) return [{ encoding: whole, start: 0, end: text.length }];
  const hits: EncodedHit[] = [];
  for (const match of text.matchAll(BLOCK)) {
    const encoding = cipherOf(match[0]);
    if (encoding !== null) hits.push({ encoding, start: match.index, end: match.index + match[0].length });
  }
  return hits;
}

/** Minimum number of letters that distinguishes a cipher without word spaces from a name or a key. */
const LEAST_UNSPACED = 60;

/** True for a cipher without word spaces or in groups of equal length, with a rotated alphabet or one of its own. */
function isUnspacedCipher(block: string, fit: number): boolean {
  if (fit >= STRANGE || !/^[a-z]+(?:\s[a-z]+)*$/i.test(block)) return false;
  const groups = block.split(/\s/);
  if (groups.length > 1 && groups.slice(1, -1).some((group) => group.length !== groups[1]!.length)) return false;
  const letters = groups
    .join('')
    .toLowerCase()
    .slice(0, 4 * TURNED);
  if (letters.length < LEAST_UNSPACED) return false;
  for (let shift = 1; shift < 26; shift += 1) {
    if (
      areLetters(
        mapLetters(letters.slice(0, TURNED), (i) => (i + shift) % 26),
        LEAST_UNSPACED,
      )
    )
      return true;
  }
  return followLikeLetters(Array.from(letters));
}

function cipherOf(block: string): Encoding | null {
  if (block.length < 24) return null;
  const { fit, letters } = letterFit(block);
  const laidOut = fit < MAY_BE_BACKWARDS && isLaidOutAsText(block, letters);
  if (laidOut && isReversed(block)) return 'reversed';
  if (fit >= NATURAL) return null;
  if (isUnspacedCipher(block, fit)) return 'substitution';
  if (laidOut) {
    if (fit < STRANGE && (turnsReadable(block) || isKeyedCipher(block, fit, letters))) return 'substitution';
  }
  if (fit < STRANGE && letters >= Math.max(20, 0.55 * block.length) && block.includes(' ') && retypesReadable(block))
    return 'substitution';
  if (letters < 0.6 * block.length) {
    const turned = turn47(block);
    if (isLaidOutAsText(turned, letterFit(turned).letters) && readsAsLanguage(turned)) return 'substitution';
  }
  return /[a-z][0134578@$][a-z]/iu.test(block) && isLeet(block) ? 'leetspeak' : null;
}

/** Hiragana in running Japanese score 2.3 or more, those of a shifted or keyed syllabary 1.9 or less. */
const STRANGE_KANA = 2.1;
const PLAIN_KANA = 2.35;
const LEAST_KANA = 20;
/** Standard errors below running Japanese from which a text is strange; the rank of one kana has a deviation of 0.9. */
const STANDARD_ERRORS = 2.4;
const KANA_DEVIATION = 0.9;

/** Maximum length of a piece between separators that counts as the name of a thing; clauses are longer. */
const MAX_ITEM_CHARS = 10;
const MIN_ITEMS = 3;
const LIST_SHARE = 0.75;

/** Longer lists of nothing but names are rare, and a cipher with separators could pass for one. */
const MAX_LIST_KANA = 80;

/**
 * True for a list of names. Its kana differ from running text: dishes, flowers and animals lack particles and endings.
 */
function isListOfNames(text: string, kana: number): boolean {
  if (kana > MAX_LIST_KANA || text.includes('。')) return false;
  const pieces = text.split(/[\s、。・，,.．/／;；:：|()（）「」\d０-９]+/u).filter((piece) => piece !== '');
  const items = pieces.filter((piece) => piece.length <= MAX_ITEM_CHARS).length;
  return pieces.length >= MIN_ITEMS && items >= LIST_SHARE * pieces.length;
}

/**
 * Endings and particles of two or more kana. Customer-service text that is polite throughout has unusual kana, but has
 * these; a shifted syllabary has them only by chance.
 */
const INFLECTED = /です|ます|ません|した|して|ており|ない|から|まで|こと|という|ください/;
/**
 * Minimum share of the sentences of at least `SENTENCE_KANA` kana that contain such an ending or particle. Each
 * sentence counts by itself, because a plain sentence says nothing about a cipher beside it.
 */
const SENTENCE_KANA = 8;
const INFLECTED_SHARE = 0.6;

function isInflected(text: string): boolean {
  const sentences = text.split(/[。！？\n]+/u).filter((sentence) => kanaFit(sentence).kana >= SENTENCE_KANA);
  const inflected = sentences.filter((sentence) => sentence.search(INFLECTED) >= 0).length;
  return sentences.length > 0 && inflected >= INFLECTED_SHARE * sentences.length;
}

/** Finds Japanese in which kana replace one another. A greeting or a verse of few kana may deviate more than a page. */
export function findKanaCipher(text: string): EncodedHit[] {
  const { fit, kana } = kanaFit(text);
  const strays = PLAIN_KANA - (STANDARD_ERRORS * KANA_DEVIATION) / Math.sqrt(kana);
  const isStrange = kana >= LEAST_KANA && fit < Math.min(STRANGE_KANA, strays);
  return isStrange && !isListOfNames(text, kana) && !isInflected(text)
    ? [{ encoding: 'substitution', start: 0, end: text.length }]
    : [];
}
