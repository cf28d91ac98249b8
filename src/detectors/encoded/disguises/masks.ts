import type { EncodedHit } from '../encodings.ts';

/**
 * A word of at least four places with some in the middle struck out: `b__b`, `kn__e`, `k*ll`, `p***word`. Not counted
 * are a single underscore (names in code), underscores around or between whole names (code such as `name__contains`), a
 * blank with nothing on one side (exercises such as `____`, `s_____`), and a single star between operands (formulas).
 */
const MASKED =
  /(?<![\w*`./\\$#-])(?:[a-z]{1,4}_{2,14}[a-z]{1,4}(?:_{1,6}[a-z]{1,3})?|[a-z]{1,4}\*{2,6}[a-z]{1,4}|[a-z]\*[a-z]{2,4}|[a-z]{2,4}\*[a-z]{1,4})(?![\w*`(=\\[-])/giu;

/**
 * Whole words or the middle of a word struck out beside kana or ideographs, but not the blank of a form (`__年`). In
 * scripts without spaces, a struck word looks like the blank of an exercise; the lengths of the blanks tell the
 * difference.
 */
const MASKED_WIDE =
  /(?:(?<=[\u3041-\u30ff\u4e00-\u9fff、。])_{2,12}(?=[\u3041-\u30ff\u4e00-\u9fff、。])|(?<=^|[\d\s])_{2,12}(?=[\u3041-\u30ff\u4e00-\u9fff]))(?![年月日時分円名様])/gm;
/** A katakana word whose ends are left: `ビ__ス`. No exercise asks for part of a word in this way. */
const MASKED_KATAKANA = /(?<![ァ-ヺー])[ァ-ヺー]{1,2}_{2,12}[ァ-ヺー]{1,2}(?![ァ-ヺー])/g;
/** This many blanks are too many for an exercise, even if all have one length. */
const LEAST_WIDE = 3;

/** Swear words are masked everywhere, and their masks hide nothing else. */
const SWEARING = /^(?:(?:mother)?f\*|fu\*|sh?\*|b\*t|b\*+h|a\*|d\*+[mckn]|c\*+[nkts]|p\*+[sy]|n\*+|h\*+l|w\*+|cr\*)/i;

/** Signs of code and formulas. If these are common, stars and underscores belong to the code. */
const CODE = /[{}()[\]=<>;+^\\`|$]/gu;

/**
 * Masked words come in numbers or not at all, so only the first `SIGNS` signs and `MAX_CHARS` characters are examined.
 */
const SIGNS = 24;
const MAX_CHARS = 4096;

const isWide = (code: number): boolean => code >= 0x3041 && code <= 0x9fff;
const isLetter = (code: number): boolean => ((code | 32) >= 97 && (code | 32) <= 122) || isWide(code);

/** True if one of the first runs of stars or underscores that begin with `mask` is where a letter may have been. */
function standsInAWord(text: string, mask: string): boolean {
  const sign = mask.charCodeAt(0);
  let at = text.indexOf(mask);
  for (let i = 0; i < SIGNS && at >= 0; i += 1) {
    let end = at + mask.length;
    while (end < text.length && text.charCodeAt(end) === sign) end += 1;
    const before = at > 0 ? text.charCodeAt(at - 1) : 0;
    const after = end < text.length ? text.charCodeAt(end) : 0;
    if ((isLetter(before) && isLetter(after)) || (mask === '__' && (isWide(before) || isWide(after)))) return true;
    at = text.indexOf(mask, end);
  }
  return false;
}

/** True if the text may hold something for `findMaskedWords`. */
export function hasStruckLetters(text: string): boolean {
  return standsInAWord(text, '*') || standsInAWord(text, '__');
}

/** Finds words with letters struck out, unless the text is code. */
export function findMaskedWords(text: string): EncodedHit[] {
  const look = text.length > MAX_CHARS ? text.slice(0, MAX_CHARS) : text;
  const signs = look.match(CODE)?.length ?? 0;
  if (signs > 0.03 * look.length) return [];
  const hits: EncodedHit[] = [];
  for (const match of look.matchAll(MASKED)) {
    const struck = match[0].replaceAll(/[^_*]/g, '').length;
    // `file__name__x` joins names; `kn__e` strikes letters out.
    if (SWEARING.test(match[0]) || (match[0].includes('_') && 3 * struck < match[0].length)) continue;
    hits.push({ encoding: 'masked-words', start: match.index, end: match.index + match[0].length });
  }
  return hits.concat(findMaskedWide(look));
}

const lengthOf = ({ start, end }: EncodedHit): number => end - start;

/**
 * Text that occurs between two blanks but not between the markers of **bold**: a sentence end, or a leading particle.
 */
const NOT_BOLD = /^[をがはにので、]|[。\n]/;

/** True if the blanks match the words that they replace: of several lengths, or as short as most words are. */
function areCutToWords(text: string, blanks: readonly EncodedHit[]): boolean {
  const [first, second] = blanks;
  if (first === undefined || second === undefined) return false;
  if (blanks.some((blank) => lengthOf(blank) !== lengthOf(first))) return true;
  return lengthOf(first) === 2 && NOT_BOLD.test(text.slice(first.end, second.start));
}

function findMaskedWide(text: string): EncodedHit[] {
  const hits = (shape: RegExp, sure: boolean) =>
    Array.from(text.matchAll(shape), ({ 0: { length }, index }): EncodedHit => {
      return { encoding: 'masked-words', start: index, end: index + length, sure };
    });
  const blanks = hits(MASKED_WIDE, false);
  return blanks.length >= LEAST_WIDE || areCutToWords(text, blanks) ? blanks : hits(MASKED_KATAKANA, true);
}
