/** Kinds of code units: small and capital letters; blanks; line breaks; signs of code and formulas; everything else. */
const OTHER = 0;
const SMALL = 1;
const CAPITAL = 2;
const BLANK = 3;
const BREAK = 4;
const CODE = 5;
const KIND = new Uint8Array(128);
for (let i = 0; i < 26; i += 1) {
  KIND[97 + i] = SMALL;
  KIND[65 + i] = CAPITAL;
}
KIND[0x20] = KIND[0x09] = BLANK;
KIND[0x0a] = KIND[0x0d] = BREAK;
for (const sign of '(){}[]=<>;_+`$^|#&*@%\\') KIND[sign.charCodeAt(0)] = CODE;

/** Minimum number of words in a window for a judgement about them. */
const MIN_WORDS = 6;
/** In languages with articles and prepositions, at least a quarter of the words have up to three letters. */
const SHORT = 3;
const FEW_SHORT = 0.08;
/** Text has more different letters in a window than this. */
const FEW_LETTERS = 7;
const TURNS = 5;
const GAPS = 3;
/** Code has names without short words, capitals within them, and columns. */
const CODE_SIGNS = 4;

/** After this many code units, with this many short words, most text has proved to be text. */
const MIN_CHARS = 40;
const ENOUGH_SHORT = 2;

/** Returns the number of bits set in a number. */
export function setBits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/**
 * True if the words of a window are set in a way that text is not: hardly any short words, hardly any different
 * letters, capitals within words, gaps of two blanks between words, or blanks that are not spaces. One step per code
 * unit.
 */
export function isOddlySet(text: string, start: number, end: number): boolean {
  let before = OTHER;
  let length = 0;
  let words = 0;
  let short = 0;
  let turns = 0;
  let gaps = 0;
  let seen = 0;
  let signs = 0;
  for (let i = start; i < end; i += 1) {
    const code = text.charCodeAt(i);
    const kind = code < 128 ? KIND[code]! : code >= 0x2000 && code <= 0x200a ? BLANK : OTHER;
    if (kind === SMALL || kind === CAPITAL) {
      length += 1;
      seen |= 1 << (code & 31);
      if (kind === CAPITAL && before === SMALL) turns += 1;
    } else {
      if (length > 0) {
        words += 1;
        if (length <= SHORT) short += 1;
        length = 0;
      }
      if (kind === BLANK && (before === BLANK || code > 128)) gaps += 1;
      else if (kind === CODE) signs += 1;
      if (i - start > MIN_CHARS && short >= ENOUGH_SHORT && turns + gaps === 0 && setBits(seen) > FEW_LETTERS)
        return false;
    }
    before = kind;
  }
  if (signs >= CODE_SIGNS) return false;
  if (turns >= TURNS || gaps >= GAPS) return true;
  return words >= MIN_WORDS && (short <= FEW_SHORT * words || setBits(seen) <= FEW_LETTERS);
}
