import type { ReadingLanguage } from '../../schema/index.ts';
import { KINDS, SPACE, tokenEnd, WORD } from '../text/tokens.ts';
import { HINDI_WORDS, OTHER_DEVANAGARI_WORDS, OTHER_WORDS, READ_WORDS } from './function-words.ts';

/** Number of characters of the answer that are examined: a third each from its start, its middle and its end. */
const SAMPLE_CHARS = 480;

/**
 * Returns the language an answer is written in, decided by script, then by function words or by letters that only some
 * languages use.
 */
export function languageOf(text: string): ReadingLanguage {
  const sample = sampleOf(text);
  const script = scriptOf(sample);
  switch (script) {
    case 'none':
      return 'und';
    case 'latin':
      return latinLanguage(sample);
    case 'cyrillic':
      return count(sample, OTHER_CYRILLIC) * 40 > letters(sample) ||
        (count(sample, /ъ/gi) * 40 > letters(sample) && !/[ыэ]/i.test(sample))
        ? 'other'
        : 'ru';
    case 'arabic':
      return count(sample, OTHER_ARABIC) * 50 > letters(sample) ? 'other' : 'ar';
    case 'devanagari':
      return hits(sample, OTHER_DEVANAGARI) > hits(sample, HINDI) ? 'other' : 'hi';
    case 'kana-or-han':
      return countWithin(sample, 0x3041, 0x30ff) * 12 >= countWithin(sample, 0x3400, 0x9fff) ? 'ja' : 'zh';
    case 'hangul':
      return 'ko';
    case 'thai':
      return 'th';
    default:
      return 'other';
  }
}

function sampleOf(text: string): string {
  if (text.length <= SAMPLE_CHARS) return text;
  const third = SAMPLE_CHARS / 3;
  const middle = (text.length - third) >> 1;
  return `${text.slice(0, third)} ${text.slice(middle, middle + third)} ${text.slice(-third)}`;
}

const SCRIPTS = [
  'none',
  'latin',
  'cyrillic',
  'arabic',
  'devanagari',
  'kana-or-han',
  'hangul',
  'thai',
  'other',
] as const;
type Script = (typeof SCRIPTS)[number];

/**
 * Ranges of letters by code unit, with the script of each and its weight: a Han or kana character counts as 2.5
 * letters, a hangul one as 2.
 */
const RANGES: readonly (readonly [from: number, to: number, script: Script, weight: number])[] = [
  [0x41, 0x5a, 'latin', 1],
  [0x61, 0x7a, 'latin', 1],
  [0xc0, 0x24f, 'latin', 1],
  [0x370, 0x3ff, 'other', 1],
  [0x400, 0x52f, 'cyrillic', 1],
  [0x530, 0x5ff, 'other', 1],
  [0x620, 0x6ff, 'arabic', 1],
  [0x700, 0x8ff, 'other', 1],
  [0x900, 0x97f, 'devanagari', 1],
  [0x980, 0xdff, 'other', 1],
  [0xe01, 0xe4e, 'thai', 1],
  [0xe81, 0x1cff, 'other', 1],
  [0x1100, 0x11ff, 'hangul', 1],
  [0x1e00, 0x1eff, 'latin', 1],
  [0x3041, 0x30ff, 'kana-or-han', 2.5],
  [0x3400, 0x9fff, 'kana-or-han', 2.5],
  [0xa000, 0xabff, 'other', 1],
  [0xac00, 0xd7a3, 'hangul', 2],
];
const SCRIPT_OF = new Uint8Array(0x1_0000);
const WEIGHT_OF = new Float32Array(SCRIPTS.length).fill(1);
for (const [from, to, script, weight] of RANGES) {
  SCRIPT_OF.fill(SCRIPTS.indexOf(script), from, to + 1);
  WEIGHT_OF[SCRIPTS.indexOf(script)] = weight;
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
/** Counts the code units between `from` and `to`, inclusive. */
function countWithin(text: string, from: number, to: number): number {
  let units = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c >= from && c <= to) units += 1;
  }
  return units;
}

const letters = (text: string) => count(text, /\p{L}/gu);

function scriptOf(text: string): Script {
  const widths = new Float64Array(SCRIPTS.length);
  for (let i = 0; i < text.length; i += 1) {
    const script = SCRIPT_OF[text.charCodeAt(i)]!;
    widths[script]! += WEIGHT_OF[script]!;
  }
  let best = 0;
  for (let i = 1; i < SCRIPTS.length; i += 1) if (widths[i]! > (best === 0 ? 0 : widths[best]!)) best = i;
  return SCRIPTS[best]!;
}

/** Letters of Ukrainian, Belarusian, Serbian, Macedonian, Kazakh and Mongolian that Russian does not have. */
const OTHER_CYRILLIC = /[іїєґўђјљњћџѓќѕәғқңөұүһ]/gi;
/**
 * Letters of Persian, Urdu, Pashto and Kurdish that Arabic does not have, and final forms of ya and kaf that Arabic
 * writes differently.
 */
const OTHER_ARABIC = /[پچژگکیےٹڈڑںھہۀەێۆڵ]/g;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const HINDI = setOf(HINDI_WORDS);
const OTHER_DEVANAGARI = setOf(OTHER_DEVANAGARI_WORDS);

function hits(text: string, words: ReadonlySet<string>): number {
  let found = 0;
  for (const word of wordsOf(text)) if (words.has(word)) found += 1;
  return found;
}

const ASCII = /^[\x00-\x7f]*$/;

function wordsOf(text: string): string[] {
  const words: string[] = [];
  // Outside ASCII some letters grow longer in lower case, which could move the boundaries of words.
  const plain = ASCII.test(text);
  const from = plain ? text.toLowerCase() : text;
  for (let i = 0; i < from.length; ) {
    const kind = KINDS[from.charCodeAt(i)]!;
    const end = kind === SPACE ? i + 1 : tokenEnd(from, i, kind);
    if (kind === WORD) words.push(plain ? from.slice(i, end) : from.slice(i, end).toLowerCase());
    i = end;
  }
  return words;
}

/**
 * The languages by index, those that are read first, and a map from each word to the indices of the languages that have
 * it.
 */
const NAMES = [...Object.keys(READ_WORDS), ...Object.keys(OTHER_WORDS)];
const READ = Object.keys(READ_WORDS).length;
const TABLE = new Map<string, number[]>();
for (const [i, words] of [...Object.values(READ_WORDS), ...Object.values(OTHER_WORDS)].entries()) {
  for (const word of new Set(words.split(' '))) TABLE.set(word, [...(TABLE.get(word) ?? []), i]);
}
/**
 * A language that is not read wins only if its score exceeds that of the best language read by this factor, and is at
 * least this many words.
 */
const LEAD = 1.25;
const MIN_LEAD_WORDS = 2;
/**
 * A sentence of prose with at least this many words, none of them a function word of any listed language, is in no
 * language that is read.
 */
const MIN_FOREIGN_WORDS = 12;

/**
 * Letters of Latvian, Czech, Swedish, Romanian and others that occur in no language that is read; a name may contain
 * one.
 */
const FOREIGN_LETTERS = /[āčďēěģīķļņňřšťūůžőűșțţåøæþð]/;
const MIN_FOREIGN_LETTER_WORDS = 2;

function latinLanguage(text: string): ReadingLanguage {
  const words = wordsOf(text.replaceAll('’', "'"));
  const scores = new Float64Array(NAMES.length);
  const met = new Set<string>();
  const isTold = new Uint8Array(NAMES.length);
  for (const word of words) {
    const languages = TABLE.get(word);
    if (languages === undefined) continue;
    // A word shared by many languages says little. For languages that are not read, single letters and repeats of a
    // word do not count either: "i", "s" and "num" are names in code and formulas.
    const own = word.length > 1 && !met.has(word);
    if (own) met.add(word);
    for (const i of languages) {
      if (i < READ || own) scores[i]! += 1 / Math.sqrt(languages.length);
      if (word.length > 1) isTold[i] = 1;
    }
  }
  let read = 0;
  let other = READ;
  for (let i = 1; i < NAMES.length; i += 1) {
    if (i < READ && scores[i]! > scores[read]!) read = i;
    if (i >= READ && scores[i]! > scores[other]!) other = i;
  }
  if (scores[other]! >= MIN_LEAD_WORDS && scores[other]! > scores[read]! * LEAD) return 'other';
  if (scores[read]! < 0.7 && words.filter((word) => FOREIGN_LETTERS.test(word)).length >= MIN_FOREIGN_LETTER_WORDS)
    return 'other';
  if (scores[read]! >= 0.7 && isTold[read] === 1) return NAMES[read] as ReadingLanguage;
  return foreignProse(text) ? 'other' : 'und';
}

function foreignProse(text: string): boolean {
  return text.split(/[\n.!?,;:|()]+/).some((sentence) => {
    const words = wordsOf(sentence).filter((word) => word.length > 1);
    return words.length >= MIN_FOREIGN_WORDS && !words.some((word) => TABLE.has(word));
  });
}
