import type { EncodedHit } from '../encodings.ts';

/**
 * Characters that are worth a closer look: invisible ones, letters of other scripts that look like Latin ones, letters
 * from the symbol blocks, and a few rare neighbours of theirs. All lie above U+00FF, so a text of one byte per
 * character is rejected without being read. There are exactly sixteen ranges: V8 tests a class of seventeen by a table
 * search, which makes it four times as slow.
 */
const WORTH_A_LOOK =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: single code units are meant, variation selectors among them
  /[\u0391-\u03a9\u03bf\u0400-\u052f\u115f\u1160\u180e\u1d00-\u1d2b\u200b-\u200f\u202a-\u202e\u2060-\u206f\u24b6-\u24e9\u3164\ufe00-\ufeff\uff21-\uff5a\uffa0\ud835\udb40]/;

/** Zero width, directional marks, soft hyphen, fillers, variation selectors and their supplement, tags. */
const INVISIBLE =
  '(?:[\\u00ad\\u115f\\u1160\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]|\\udb40[\\udc00-\\uddef])';

/** Orthography, emoji and copied pages never need four in a row. */
const RUN = new RegExp(`${INVISIBLE}{4,}`, 'g');
/** One or more after letters a..z. No orthography puts them there, except the soft hyphen once or twice in a word. */
const WITHIN_WORDS = new RegExp(`(?:[A-Za-z]${INVISIBLE}{1,3}(?=[ A-Za-z]) ?){6,}`, 'g');
/** The same between kana or ideographs. The variation selectors of ideographs are two code units and are left out. */
const WITHIN_WIDE = /(?:[\u3041-\u30ff\u4e00-\u9fff][\u00ad\u200b-\u200f\u2060-\u2064\ufeff]{1,3}){6,}/g;

/** True for the flag of a region, which is written with tags: black flag, at most six letters, end. */
function isFlag(text: string, start: number, length: number): boolean {
  return length <= 14 && text.charCodeAt(start - 1) === 0xdff4 && text.charCodeAt(start - 2) === 0xd83c;
}

function findInvisible(text: string): EncodedHit[] {
  const hits: EncodedHit[] = [];
  const signs = new Set<string>();
  for (const shape of [RUN, WITHIN_WORDS, WITHIN_WIDE]) {
    for (const match of text.matchAll(shape)) {
      if (shape === RUN && isFlag(text, match.index, match[0].length)) continue;
      if (shape === RUN) for (const sign of match[0]) signs.add(sign);
      hits.push({ encoding: 'invisible', start: match.index, end: match.index + match[0].length });
    }
    // The same sign over and over carries no data: editors and web pages leave it behind.
    if (shape === RUN && signs.size < 2) hits.length = 0;
    if (hits.length > 0) break;
  }
  return hits;
}

/** Cyrillic and Greek letters that pass for Latin ones. */
const TWINS = 'АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁӏԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο';
/** A word of Latin letters and twins only, with at least two Latin letters and one twin. */
const MIXED_WORD = new RegExp(
  `(?=[a-zA-Z${TWINS}]{4,})(?=[${TWINS}]*[a-zA-Z][${TWINS}]*[a-zA-Z])[a-zA-Z]*[${TWINS}][a-zA-Z${TWINS}]*`,
  'gu',
);
/** A Latin letter beside a twin, as in every mixed word. */
const MIXED_PAIR = new RegExp(`[a-zA-Z][${TWINS}]|[${TWINS}][a-zA-Z]`, 'u');
/** At least three words in letters from the symbol blocks: mathematical, circled, small capitals. */
const STYLED =
  /(?:[\u{1d400}-\u{1d7cb}\u24b6-\u24e9\u1d00-\u1d2b]{2,}[^\p{L}\p{N}\u24b6-\u24e9]{1,3}){3,}[\u{1d400}-\u{1d7cb}\u24b6-\u24e9\u1d00-\u1d2b]*/gu;
/** A sentence in full-width letters. Japanese uses them for names and abbreviations, in capitals or single words. */
const FULL_WIDTH = /(?:[\uff21-\uff3a]?[\uff41-\uff5a]+[\s\u3000\uff0c\uff0e\uff1f\uff01,.]+){5,}[\uff41-\uff5a]*/g;

function findLookAlikes(text: string): EncodedHit[] {
  const hits: EncodedHit[] = [];
  const add = (match: RegExpMatchArray) => {
    const start = match.index ?? 0;
    hits.push({ encoding: 'look-alikes', start, end: start + match[0].trimEnd().length });
  };
  if (MIXED_PAIR.test(text)) for (const match of text.matchAll(MIXED_WORD)) add(match);
  // One or two are typing slips; a disguised text has many.
  if (hits.length < 3) hits.length = 0;
  for (const match of text.matchAll(STYLED)) add(match);
  for (const match of text.matchAll(FULL_WIDTH)) add(match);
  return hits;
}

/** True if the text may hold something for `findDisguisedCharacters`. Free for texts of one byte per character. */
export function hasUncommonCharacters(text: string): boolean {
  return WORTH_A_LOOK.test(text);
}

/** Finds invisible characters and look-alikes. Linear. */
export function findDisguisedCharacters(text: string): EncodedHit[] {
  return [...findInvisible(text), ...findLookAlikes(text)];
}
