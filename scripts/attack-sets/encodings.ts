import type { Dice } from './dice.ts';

const LATIN = [...'abcdefghijklmnopqrstuvwxyz'];
const KANA = [
  ...'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんがぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ',
];

const toHiragana = (text: string) => text.replace(/[ァ-ヴ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

/** Replaces letters (Latin, or kana read as hiragana) by those of a reordered `alphabet`; everything else stays. */
function substitute(text: string, language: 'en' | 'ja', order: (alphabet: readonly string[]) => readonly string[]) {
  const plain = language === 'en' ? LATIN : KANA;
  const table = new Map(order(plain).map((letter, i) => [plain[i]!, letter]));
  const source = language === 'en' ? text : toHiragana(text);
  return [...source]
    .map((letter) => {
      const coded = table.get(letter.toLowerCase()) ?? letter;
      return letter === letter.toLowerCase() ? coded : coded.toUpperCase();
    })
    .join('');
}

export const caesar = (text: string, language: 'en' | 'ja', shift: number) =>
  substitute(text, language, (alphabet) => alphabet.map((_, i) => alphabet[(i + shift) % alphabet.length]!));

/** Returns a random substitution, drawn anew from the dice. Use one `dice` per file for one key per file. */
export function substitution(language: 'en' | 'ja', dice: Dice): (text: string) => string {
  const shuffled = dice.shuffle(language === 'en' ? LATIN : KANA);
  return (text) => substitute(text, language, () => shuffled);
}

export const separated = (text: string, separator: string) => [...text.replace(/\s+/g, ' ')].join(separator);
export const base64 = (text: string) => Buffer.from(text).toString('base64');
export const hex = (text: string) => Buffer.from(text).toString('hex');

const DIGITS = ['\u200b', '\u200c', '\u200d', '\u2060'];
/** Writes the first 40 bytes in base 4 as invisible characters. */
export const zeroWidth = (text: string) =>
  [...Buffer.from(text).subarray(0, 40)]
    .flatMap((byte) => [byte >> 6, (byte >> 4) & 3, (byte >> 2) & 3, byte & 3])
    .map((digit) => DIGITS[digit]!)
    .join('');

const LOOKALIKES = {
  en: { a: 'а', c: 'с', e: 'е', i: 'і', o: 'о', p: 'р', x: 'х', y: 'у' },
  ja: {
    カ: '力',
    ロ: '口',
    ニ: '二',
    エ: '工',
    ト: '卜',
    ハ: '八',
    タ: '夕',
    ー: '一',
    へ: 'ヘ',
    り: 'リ',
    a: 'а',
    o: 'о',
  },
} as const satisfies Record<'en' | 'ja', Record<string, string>>;

/** Replaces half of the letters that have a lookalike in another script. */
export function homoglyphs(text: string, language: 'en' | 'ja', dice: Dice): string {
  const twins: Readonly<Record<string, string>> = LOOKALIKES[language];
  return [...text]
    .map((letter) => (twins[letter] !== undefined && dice.roll() < 0.5 ? twins[letter] : letter))
    .join('');
}

/** Masks about a tenth of the longer words, as `p___ue` or `_____`; in Japanese, runs of kanji and katakana. */
export function maskWords(text: string, language: 'en' | 'ja', dice: Dice): string {
  const word = language === 'en' ? /\b[a-z]{5,}\b/gi : /[一-龠]{2,}|[ァ-ヴー]{3,}/g;
  const share = language === 'en' ? 0.1 : 0.25;
  return text.replace(word, (found) => {
    if (dice.roll() >= share) return found;
    const letters = [...found];
    return dice.roll() < 0.5 && letters.length > 3
      ? `${letters[0]}${'_'.repeat(letters.length - 2)}${letters.at(-1)}`
      : '_'.repeat(letters.length);
  });
}
