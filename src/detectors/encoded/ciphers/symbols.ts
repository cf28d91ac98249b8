import { areLetters, areWords } from '../codes/decoded-prose.ts';
import type { Encoding } from '../encodings.ts';
import { doubledShare } from '../statistics/symbol-statistics.ts';

/*
 * Alphabets of other signs. Those with a known order are decoded; in any other, letters are recognised by how often
 * signs recur.
 */

/** Maximum number of characters that are read to judge a block. */
const MAX_CHARS = 400;

const BRAILLE = '⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵';
const SMALL_CAPITALS = 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡ ʏᴢ';
/** Upside-down letters and mirrored letters; a space marks a letter without a sign of its own. */
const TURNED = 'ɐ ɔ ǝɟƃɥᴉɾʞ ɯ   bɹ ʇ ʌʍ ʎ ';
const MIRRORED = 'ɒ ɔ ɘʇǫʜ ꞁʞ     ꟼpɿꙅƚ    ʏ ';
const A = 97;

function tableOf(...alphabets: readonly string[]): ReadonlyMap<string, string> {
  const entries = alphabets.flatMap((alphabet) =>
    Array.from(alphabet, (sign, i): [string, string] => [sign, String.fromCharCode(A + i)]),
  );
  return new Map(entries.filter(([sign]) => sign > '\u024f' || (sign > 'z' && sign !== ' ')));
}

const UPRIGHT = tableOf(BRAILLE, SMALL_CAPITALS);
const UPSIDE_DOWN = tableOf(TURNED, 'ɐqɔpəɟɓɥıɾʞןɯuodbɹsʇnʌʍxʎz', 'ɐqɔpǝɟƃɥᴉſʞlɯuodbɹsʇnʌʍxʎz');
const IN_A_MIRROR = tableOf(MIRRORED);
/** The plain letters that plain letters turn into when they are turned or mirrored. */
const TURNED_PLAIN: Readonly<Record<string, string>> = { b: 'q', q: 'b', d: 'p', p: 'd', n: 'u', u: 'n' };
const MIRRORED_PLAIN: Readonly<Record<string, string>> = { b: 'd', d: 'b', p: 'q', q: 'p' };

/** First letters of alphabets without a decomposition: regional indicators, negative circled and squared letters. */
const ENCLOSED: readonly number[] = [0x1f1e6, 0x1f150, 0x1f170];

/** Returns the letter that a sign beyond the Latin blocks is a form of, or '' if none. */
function letterOf(sign: string, table: ReadonlyMap<string, string>): string {
  const known = table.get(sign) ?? UPRIGHT.get(sign);
  if (known !== undefined) return known;
  const point = sign.codePointAt(0)!;
  if (point < 0x250) return '';
  const first = ENCLOSED.find((start) => point >= start && point < start + 26);
  if (first !== undefined) return String.fromCharCode(A + point - first);
  return /[a-z]/i.exec(sign.normalize('NFKD'))?.[0].toLowerCase() ?? '';
}

interface Folded {
  readonly text: string;
  /** Numbers of letters in another form, of plain letters, and of signs that are neither. */
  readonly changed: number;
  readonly plain: number;
  readonly other: number;
}

function fold(
  signs: readonly string[],
  table: ReadonlyMap<string, string>,
  plainLetters: Readonly<Record<string, string>>,
): Folded {
  let text = '';
  const counts = { changed: 0, plain: 0, other: 0 };
  for (const sign of signs) {
    if (sign <= '\u007f') {
      const letter = sign.toLowerCase();
      if (letter >= 'a' && letter <= 'z') counts.plain += 1;
      text += plainLetters[letter] ?? letter;
      continue;
    }
    const letter = letterOf(sign, table);
    // The blank braille pattern and wide spaces.
    if (letter === '') {
      if (/[\s\u2800]/u.test(sign)) text += ' ';
      else counts.other += 1;
    } else counts.changed += 1;
    text += letter;
  }
  return { text, ...counts };
}

const turn = (text: string): string => Array.from(text).reverse().join('');

/** True if regional indicators occur only in pairs, as in the flags of countries, and not in words. */
function areFlags(block: string): boolean {
  const runs = block.match(/[\u{1f1e6}-\u{1f1ff}]+/gu) ?? [];
  return runs.length > 0 && runs.every((run) => run.length === 4);
}

/** Code units of the forms of Latin letters. */
const FORM =
  /[\u018d-\u02ff\u1d00-\u1dff\u2070-\u209f\u2100-\u214f\u2460-\u24ff\u2800-\u283f\ua720-\ua7ff\uff21-\uff5a]|[\ud835\ud83c]/g;
const LEAST_FORMS = 12;

/** True if the signs are forms of Latin letters that spell text, forwards or backwards. */
function areDisguisedLetters(block: string): boolean {
  if ((block.match(FORM)?.length ?? 0) < LEAST_FORMS) return false;
  const signs = Array.from(block).slice(0, MAX_CHARS);
  for (const [table, plainLetters] of [
    [UPRIGHT, {}],
    [UPSIDE_DOWN, TURNED_PLAIN],
    [IN_A_MIRROR, MIRRORED_PLAIN],
  ] as const) {
    const { text, changed, plain, other } = fold(signs, table, plainLetters);
    const letters = changed + plain;
    if (changed < LEAST_FORMS || changed < 0.3 * letters || other > 0.12 * letters) continue;
    if (areFlags(block)) return false;
    const joined = text.replaceAll(/(?<=\S) (?=\S)/g, '');
    const spaced = text.split(' ').length > 0.4 * text.length;
    const candidates = spaced ? [joined] : [text, turn(text)];
    if (
      candidates.some((candidate) => areWords(candidate) || (letters >= 20 && changed > plain && areLetters(candidate)))
    )
      return true;
  }
  return false;
}

/** Pictures, shapes, braille, letters of dead scripts; not flags, nor the lines of tables and boxes. */
const SYMBOL =
  /[\u1680-\u16ff\u2190-\u24ff\u25a0-\u27ff\u2800-\u283f\u2900-\u2bff\u2c00-\u2c5f\u{10280}-\u{1044f}\u{1f000}-\u{1f1e5}\u{1f200}-\u{1faff}]/u;
const LEAST_SYMBOLS = 24;
const LEAST_DIFFERENT = 8;

/** True if nearly all signs are symbols that recur as letters do. Emoji in a chat occur among words, and vary. */
function areSymbolsForLetters(block: string): boolean {
  const signs = Array.from(block.replaceAll(/[\s\p{VS}\p{Cf}\p{Emoji_Modifier}]/gu, '')).slice(0, MAX_CHARS);
  const symbols = signs.filter((sign) => SYMBOL.test(sign));
  if (symbols.length < LEAST_SYMBOLS || symbols.length < 0.6 * signs.length) return false;
  const different = new Set(symbols).size;
  if (different < LEAST_DIFFERENT || different > 0.62 * symbols.length) return false;
  const counts = new Map<string, number>();
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  return Math.max(...counts.values()) <= 0.3 * symbols.length && doubledShare(symbols) <= 0.12;
}

/** Combining marks. Once they are composed with their letters, no orthography uses the remaining ones so densely. */
const MARK = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;

/** True if the letters are covered with combining marks. */
function areCoveredWithMarks(block: string): boolean {
  const text = block.slice(0, MAX_CHARS).normalize('NFC');
  const marks = text.match(MARK)?.length ?? 0;
  return marks >= 12 && marks >= 0.4 * (text.match(/\p{L}/gu)?.length ?? 0);
}

/** Half-width katakana with marks and spaces between them. Banks write names this way, but nobody writes sentences. */
const HALF_WIDTH = /[\uff66-\uff9f][\uff61-\uff9f 　]{22,}/u;

/** Returns the kind of other signs that a block is written in, or null if none. */
export function symbolsOf(block: string): Encoding | null {
  // Text within the Latin blocks contains none of them.
  if (!/[^\u0000-\u024f]/u.test(block)) return null;
  if (areCoveredWithMarks(block)) return 'combining-marks';
  if (HALF_WIDTH.test(block)) return 'look-alikes';
  if (areDisguisedLetters(block)) return 'look-alikes';
  return areSymbolsForLetters(block) ? 'symbols' : null;
}
