import type { EncodedHit } from './encoded-hit.ts';

/**
 * A word of at least four places, of which some in the middle are struck out: `b__b`, `kn__e`, `k*ll`, `p***word`. One
 * underscore is left to names in code, underscores around or between whole names to code (`name__contains`), a blank
 * with nothing on one side to exercises (`____`, `s_____`), one star between operands to formulas.
 */
const MASKED =
  /(?<![\w*`./\\$#-])(?:[a-z]{1,4}_{2,14}[a-z]{1,4}(?:_{1,6}[a-z]{1,3})?|[a-z]{1,4}\*{2,6}[a-z]{1,4}|[a-z]\*[a-z]{2,4}|[a-z]{2,4}\*[a-z]{1,4})(?![\w*`(=\\[-])/giu;

/** The same between kana and ideographs; one or two such places are an exercise. */
const MASKED_WIDE = /(?<=[\u3041-\u30ff\u4e00-\u9fff])_{2,12}(?=[\u3041-\u30ff\u4e00-\u9fff])/g;
const LEAST_WIDE = 3;

/** Swear words are masked everywhere, and mask nothing else. */
const SWEARING = /^(?:(?:mother)?f\*|fu\*|sh?\*|b\*t|b\*+h|a\*|d\*+[mckn]|c\*+[nkts]|p\*+[sy]|n\*+|h\*+l|w\*+|cr\*)/i;

/** Signs of code and formulas; where they are common, stars and underscores are theirs. */
const CODE = /[{}()[\]=<>;+^\\`|$]/gu;

/** Masked words come in numbers or not at all: so many signs are looked at, and no further than this. */
const SIGNS = 24;
const LOOK = 4096;

const isLetter = (code: number): boolean =>
  ((code | 32) >= 97 && (code | 32) <= 122) || (code >= 0x3041 && code <= 0x9fff);

/** True if a run of stars or underscores that begins with `mask` stands within a word, in one of its first places. */
function standsInAWord(text: string, mask: string): boolean {
  const sign = mask.charCodeAt(0);
  let at = text.indexOf(mask);
  for (let i = 0; i < SIGNS && at >= 0; i += 1) {
    let end = at + mask.length;
    while (text.charCodeAt(end) === sign) end += 1;
    if (isLetter(text.charCodeAt(at - 1)) && isLetter(text.charCodeAt(end))) return true;
    at = text.indexOf(mask, end);
  }
  return false;
}

/** True if the text may hold something for `findMaskedWords`. */
export function hasStruckLetters(text: string): boolean {
  return standsInAWord(text, '*') || standsInAWord(text, '__');
}

/** Words with letters struck out, where the text is not code. */
export function findMaskedWords(text: string): EncodedHit[] {
  const look = text.length > LOOK ? text.slice(0, LOOK) : text;
  const signs = look.match(CODE)?.length ?? 0;
  if (signs > 0.03 * look.length) return [];
  const hits: EncodedHit[] = [];
  for (const match of look.matchAll(MASKED)) {
    const struck = match[0].replaceAll(/[^_*]/g, '').length;
    // `file__name__x` joins names; `kn__e` strikes letters out.
    if (SWEARING.test(match[0]) || (match[0].includes('_') && 3 * struck < match[0].length)) continue;
    hits.push({ encoding: 'masked-words', start: match.index, end: match.index + match[0].length });
  }
  const wide = Array.from(look.matchAll(MASKED_WIDE), ({ 0: mask, index }) => ({
    start: index,
    end: index + mask.length,
  }));
  if (wide.length >= LEAST_WIDE) hits.push(...wide.map((span) => ({ encoding: 'masked-words' as const, ...span })));
  return hits;
}
