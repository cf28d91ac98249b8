/**
 * Returns one spelling for texts that read alike: the form of a unit from which features are taken. Offsets never refer
 * to it. Undoes what hides words from a reader of words: full-width and styled letters (NFKC), invisible characters,
 * look-alikes of other scripts, digits in place of letters, spaced-out letters.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return unmasked((mayBeApart(text, 0) ? joined(text) : text).toLowerCase());
  // Letters are joined before look-alikes are replaced: only its neighbours show that a letter is in a word of another
  // script.
  const shown = unhidden(text);
  const plain = mayBeApart(shown, 1) ? joined(shown) : shown;
  return unmasked((MIXED.test(plain) ? plain.replace(MIXED_WORD, latinOf) : plain).toLowerCase());
}

const ASCII = /^[\x20-\x7e\n\t\r]*$/;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const APOSTROPHES = /[\u2018\u2019\u02bc\u02b9\u00b4\u2032\uff07]/g;

function unhidden(text: string): string {
  // Apostrophes first: NFKC turns a stand-alone acute accent into a space and a combining mark.
  return text.replace(INVISIBLE, '').replace(APOSTROPHES, "'").normalize('NFKC');
}

/**
 * Cyrillic, Greek and a few other letters, mapped to the Latin letters they look like (Unicode TR39, letters of words
 * only).
 */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    е: 'e',
    о: 'o',
    р: 'p',
    с: 'c',
    у: 'y',
    х: 'x',
    і: 'i',
    ѕ: 's',
    ј: 'j',
    һ: 'h',
    ԁ: 'd',
    ո: 'n',
    ɡ: 'g',
    к: 'k',
    м: 'm',
    т: 't',
    в: 'b',
    н: 'h',
    А: 'A',
    В: 'B',
    Е: 'E',
    К: 'K',
    М: 'M',
    Н: 'H',
    О: 'O',
    Р: 'P',
    С: 'C',
    Т: 'T',
    У: 'Y',
    Х: 'X',
    І: 'I',
    Ѕ: 'S',
    Ј: 'J',
    α: 'a',
    ε: 'e',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
    Α: 'A',
    Β: 'B',
    Ε: 'E',
    Η: 'H',
    Ι: 'I',
    Κ: 'K',
    Μ: 'M',
    Ν: 'N',
    Ο: 'O',
    Ρ: 'P',
    Τ: 'T',
    Υ: 'Y',
    Χ: 'X',
    ı: 'i',
  }),
);
const MIXED = /[a-z][\u0370-\u03ff\u0400-\u052f\u0570-\u0586\u0131]|[\u0370-\u03ff\u0400-\u052f\u0570-\u0586][a-z]/i;
const MIXED_WORD = /[a-z'\u0131\u0261\u0370-\u052f\u0570-\u0586]+/gi;

/**
 * Replaces look-alikes in a word that mixes them with Latin letters; a word entirely in another script is left as it
 * is.
 */
function latinOf(word: string): string {
  if (!/[a-z]/i.test(word)) return word;
  let latin = '';
  for (const letter of word) latin += LOOK_ALIKES.get(letter) ?? letter;
  return latin;
}

const LEET: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
/** A digit or sign between letters, in a word of three or more characters; "a2b", "mp3" and "3rd" stay as they are. */
const MASKED =
  /(?<![\p{L}\p{N}_.@/])(?=[a-z0134579@$!']{0,24}[a-z][013457@$!][a-z'])(?=(?:[013457@$!']{0,24}[a-z]){2})[a-z0-9@$!']{3,24}(?![\p{N}_@/])/gu;
const DIGIT_OR_SIGN = /[013457@$]/;

function unmasked(text: string): string {
  if (!DIGIT_OR_SIGN.test(text)) return text;
  return text.replace(MASKED, (word) =>
    word.replace(/[013457@$!](?=[a-z'013457@$!])|(?<=[a-z])[013457@$]/g, (sign) => LEET[sign]!),
  );
}

/** "c a n n o t", "h-e-l-p": four or more single letters, each set apart by the same sign. */
const APART = /(?<![\p{L}\p{N}'])\p{L}(?:([ .\-_*·|])\p{L}(?:'(?=\p{L}))?)(?:\1\p{L}){2,}(?![\p{L}\p{N}])/gu;

const SIGNS = new Uint8Array(128);
for (const sign of ' .-_*·|') if (sign.charCodeAt(0) < 128) SIGNS[sign.charCodeAt(0)] = 1;
const MIDDLE_DOT = 0xb7;

/**
 * Returns false if no letters are set apart, as in nearly every text, at a small part of the cost of looking for them:
 * checks whether the same sign occurs three times with a letter (and perhaps an apostrophe) in between. `more`: code
 * units by which a letter may be longer than one.
 */
function mayBeApart(text: string, more: 0 | 1): boolean {
  for (let i = 4; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c < 128 ? SIGNS[c] === 0 : c !== MIDDLE_DOT) continue;
    if (text.charCodeAt(i - 2) === c && isBefore(text, i - 2, c, more)) return true;
    if (more === 1 && text.charCodeAt(i - 3) === c && isBefore(text, i - 3, c, more)) return true;
  }
  return false;
}

function isBefore(text: string, at: number, sign: number, more: number): boolean {
  for (let gap = 2; gap <= 3 + more; gap += 1) if (text.charCodeAt(at - gap) === sign) return true;
  return false;
}

function joined(text: string): string {
  return text.replace(APART, (run, sign: string) => {
    const letters = run.split(sign);
    // "I c a n n o t": the first is a word of its own.
    const pronoun = letters[0] === 'I' && letters[1] !== letters[1]!.toUpperCase();
    return pronoun ? `I ${letters.slice(1).join('')}` : letters.join('');
  });
}
