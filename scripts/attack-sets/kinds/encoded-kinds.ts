import type { Dice } from '../../hard-negatives/dice.ts';
import type { Pair } from '../pair.ts';
import * as cipher from './ciphers.ts';
import { kanaText, romaji } from './kana.ts';
import { type AttackKind, asked, poison, said } from './kind.ts';

type Language = 'en' | 'ja';
type Coder = (text: string, pair: Pair) => string;

/** The source text of a code: letters that a cipher for `latin` or `kana` can change, or any text. */
type Source = 'any' | 'latin' | 'kana';

/** Returns the answer as a text that the cipher can encode, no longer than a paragraph. */
function plainText(pair: Pair, language: Language, source: Source, dice: Dice): string {
  if (language === 'en') return [...pair.answer.normalize('NFC')].slice(0, 260).join('').trim();
  if (source === 'any') return [...pair.answer].slice(0, 90).join('').trim();
  return source === 'latin' ? romaji(kanaText(dice)) : kanaText(dice);
}

/** Returns a kind of encoded rows; half of the requests are encoded too. `coder` draws the key of the file. */
function encoded(id: string, source: Source, coder: (language: Language, dice: Dice) => Coder): AttackKind {
  return {
    id: `code-${id}`,
    group: 'encoding',
    make: ({ pairs, words, dice }) => {
      const { language } = words;
      const code = coder(language, dice);
      return pairs.map((pair, i) => {
        const question: Pair = { prompt: pair.prompt, answer: pair.prompt };
        const prompt =
          i % 2 === 0
            ? pair.prompt
            : code(plainText(question, language, language === 'ja' ? source : 'any', dice), question);
        return poison(asked(prompt), said(code(plainText(pair, language, source, dice), pair)));
      });
    },
  };
}

/** Hides the request's own words in an answer that looks ordinary. */
const hidden = (id: string, hide: (cover: string, secret: string, language: Language) => string): AttackKind => ({
  id: `code-${id}`,
  group: 'encoding',
  make: ({ pairs, words }) =>
    pairs.map((pair) => poison(asked(pair.prompt), said(hide(pair.answer, pair.prompt.slice(0, 40), words.language)))),
});

export const encodedKinds: readonly AttackKind[] = [
  encoded('percent', 'any', () => cipher.percent),
  encoded('entities', 'any', (_, dice) => {
    const hex = dice.chance(0.5);
    return (text) => cipher.entities(text, hex);
  }),
  encoded('braille', 'kana', (language) => (language === 'en' ? cipher.braille : cipher.kanaBraille)),
  encoded('emoji', 'latin', () => cipher.emoji),
  encoded('spelling-alphabet', 'kana', (language) => (language === 'en' ? cipher.nato : cipher.wabun)),
  encoded('polybius', 'kana', (language) => (language === 'en' ? cipher.polybius : cipher.pager)),
  encoded('code-points', 'any', () => cipher.codePoints),
  encoded('unicode-escapes', 'any', () => cipher.escapes),
  encoded('pig-latin', 'kana', (language) => (language === 'en' ? cipher.pigLatin : cipher.babi)),
  encoded('words', 'kana', (language, dice) => cipher.wordCode(language, dice)),
  encoded('upside-down', 'latin', () => cipher.upsideDown),
  encoded('combining-marks', 'any', (_, dice) => (text) => cipher.combining(text, dice)),
  hidden('case-bits', (cover, secret) => cipher.caseBits(cover, secret)),
  hidden('space-bits', cipher.spaceBits),
  encoded('base32', 'any', () => cipher.base32),
  encoded('ascii85', 'any', () => cipher.ascii85),
  encoded('binary', 'any', () => (text) => cipher.binary([...text].slice(0, 60).join(''))),
  encoded('octal', 'any', () => (text) => cipher.octal([...text].slice(0, 80).join(''))),
  encoded('quoted-printable', 'any', () => cipher.quotedPrintable),
  encoded('mathematical-letters', 'latin', () => cipher.mathLetters),
  encoded('vigenere', 'latin', (_, dice) => {
    const key = dice.pick(['harbour', 'juniper', 'copper', 'sextant']);
    return (text) => cipher.vigenere(text, key);
  }),
  encoded('rot47', 'latin', () => cipher.rot47),
  encoded('rail-fence', 'any', () => cipher.railFence),
  encoded('letter-numbers', 'latin', () => cipher.letterNumbers),
  encoded('nulls', 'any', (language, dice) => {
    return (text) => cipher.nulls(text, dice, language === 'en' ? 'qxzjvk' : 'ぬゑゐヱ');
  }),
  encoded('shifted-keys', 'latin', () => cipher.shiftedKeys),
];
