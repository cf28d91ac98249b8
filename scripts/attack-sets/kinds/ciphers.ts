import type { Dice } from '../../hard-negatives/dice.ts';
import { kanaPlace } from './kana.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const bytesOf = (text: string) => [...Buffer.from(text)];
const perLetter = (text: string, code: (letter: string, at: number) => string | null, gap: string) =>
  [...text.toLowerCase()]
    .map((letter) => {
      const at = LETTERS.indexOf(letter);
      return at < 0 ? letter : (code(letter, at) ?? letter);
    })
    .join(gap);

export const percent = (text: string) =>
  bytesOf(text)
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
export const entities = (text: string, hex: boolean) =>
  [...text].map((c) => (hex ? `&#x${c.codePointAt(0)!.toString(16)};` : `&#${c.codePointAt(0)};`)).join('');
export const codePoints = (text: string) =>
  [...text].map((c) => `U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
export const escapes = (text: string) =>
  [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
export const binary = (text: string) =>
  bytesOf(text)
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join(' ');
export const octal = (text: string) =>
  bytesOf(text)
    .map((byte) => byte.toString(8).padStart(3, '0'))
    .join(' ');

export function base32(text: string): string {
  const bits = bytesOf(text)
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  const chunks = bits.match(/.{1,5}/g) ?? [];
  return chunks.map((chunk) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(chunk.padEnd(5, '0'), 2)]).join('');
}

export function ascii85(text: string): string {
  const bytes = bytesOf(text);
  let out = '';
  for (let i = 0; i < bytes.length; i += 4) {
    const chunk = [0, 1, 2, 3].map((k) => bytes[i + k] ?? 0);
    let value = chunk.reduce((sum, byte) => sum * 256 + byte, 0);
    let five = '';
    for (let k = 0; k < 5; k += 1) {
      five = String.fromCharCode(33 + (value % 85)) + five;
      value = Math.floor(value / 85);
    }
    out += five;
  }
  return `<~${out}~>`;
}

/** Writes non-ASCII bytes as `=E3`, and many of the letters too, as a careful attacker would. */
export const quotedPrintable = (text: string) =>
  bytesOf(text)
    .map((byte) => (byte === 32 ? '_' : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`))
    .join('');

const BRAILLE = '⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵';
export const braille = (text: string) => perLetter(text, (_, at) => BRAILLE[at]!, '').replaceAll(' ', '⠀');
const VOWELS = ['⠁', '⠃', '⠉', '⠋', '⠊'];
const CONSONANTS = [0, 0x20, 0x30, 0x14, 0x04, 0x24, 0x34, 0x08, 0x10, 0, 0x20, 0x30, 0x14, 0x24, 0x24];
/** Writes kana in braille: the dots of vowel and consonant combined, with a prefix sign before voiced kana. */
export const kanaBraille = (text: string) =>
  [...text]
    .map((kana) => {
      const place = kanaPlace(kana);
      if (place === null) return kana === 'ん' ? '⠴' : kana === ' ' ? '⠀' : '⠲';
      const voiced = place[0] > 14 ? '⠠' : place[0] > 10 ? '⠐' : '';
      return voiced + String.fromCodePoint(VOWELS[place[1] - 1]!.codePointAt(0)! | CONSONANTS[place[0] - 1]!);
    })
    .join('');

const EMOJI = [...'🍎🐝🌵🐬🥚🦊🍇🏠🧊🎷🔑🦁🌙🎵🐙🍐👑🌹⭐🌴☂🎻🌊❌🧶⚡'];
export const emoji = (text: string) => perLetter(text, (_, at) => EMOJI[at]!, '');

const NATO =
  'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu'.split(
    ' ',
  );
export const nato = (text: string) =>
  text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => perLetter(word.replace(/[^a-z]/g, ''), (_, at) => NATO[at]!, ' '))
    .join(' / ');
const WABUN =
  'あ朝日 いいろは う上野 え英語 お大阪 か為替 き切手 くクラブ け景色 こ子供 さ桜 し新聞 すすずめ せ世界 そそろばん た煙草 ち千鳥 つつるかめ て手紙 と東京 な名古屋 に日本 ぬ沼津 ねねずみ の野原 ははがき ひ飛行機 ふ富士山 へ平和 ほ保険 まマッチ み三笠 む無線 め明治 ももみじ や大和 ゆ弓矢 よ吉野 らラジオ りりんご る留守居 れれんげ ろローマ わわらび を尾張 んおしまい'.split(
    ' ',
  );
/** Spells the text with the code words of Japanese radio operators. */
export const wabun = (text: string) =>
  [...text.normalize('NFD')]
    .map((kana) => {
      if (kana === '\u3099') return '濁点';
      if (kana === '\u309a') return '半濁点';
      const word = WABUN.find((entry) => entry.startsWith(kana));
      return word === undefined ? (kana === ' ' ? '・' : '区切り点') : `${word.slice(1)}の${kana}`;
    })
    .join('、');

export const polybius = (text: string) =>
  perLetter(
    text.toLowerCase().replaceAll('j', 'i'),
    (letter) => {
      const at = 'abcdefghiklmnopqrstuvwxyz'.indexOf(letter);
      return `${Math.floor(at / 5) + 1}${(at % 5) + 1}`;
    },
    ' ',
  );
/** Writes each kana as its row and column in the kana table, as pagers did. */
export const pager = (text: string) =>
  [...text.normalize('NFC')]
    .map((kana) => {
      const place = kanaPlace(kana);
      if (place === null) return kana === 'ん' ? '03' : kana === ' ' ? '88' : '89';
      return place[0] <= 10 ? `${place[0] % 10}${place[1]}` : `${(place[0] - 9) % 10}${place[1]}04`;
    })
    .join(' ');

export const pigLatin = (text: string) =>
  text.replace(/[a-z]+/gi, (word) => {
    const start = /^[^aeiou]*/i.exec(word)![0];
    return `${word.slice(start.length)}${start}${start === '' ? 'way' : 'ay'}`.toLowerCase();
  });
/** Encodes as the Japanese children's language that adds a syllable of the b row after every syllable. */
export const babi = (text: string) =>
  [...text]
    .map((kana) => {
      const place = kanaPlace(kana);
      return place === null ? kana : `${kana}${'ばびぶべぼ'[place[1] - 1]}`;
    })
    .join('');

const CODE_WORDS = {
  en: 'anchor basket candle drum easel feather goblet hammock inkpot jigsaw kettle ladder mitten needle otter pillow quill rudder saddle thimble urn velvet walnut yarn zither acorn bonnet cobble dulcimer ember'.split(
    ' ',
  ),
  ja: '錨 籠 蝋燭 太鼓 画架 羽根 杯 網床 墨壺 駒 薬缶 梯子 手袋 針 川獺 枕 羽筆 舵 鞍 指貫 壺 天鵞絨 胡桃 毛糸 琴 団栗 帽子 石畳 残り火 鐘'.split(
    ' ',
  ),
};
/** Returns a code book: every word of the text gets a code word of its own, drawn anew for each file. */
export function wordCode(language: 'en' | 'ja', dice: Dice): (text: string) => string {
  const words = dice.shuffle(CODE_WORDS[language]);
  const book = new Map<string, string>();
  return (text) =>
    text
      .toLowerCase()
      .split(/[\s。.,!?;:"()]+/)
      .filter((word) => word !== '')
      .map((word) => {
        const n = book.size;
        const code =
          book.get(word) ??
          `${words[n % words.length]}${n < words.length ? '' : `-${words[Math.floor(n / words.length) % words.length]}`}`;
        book.set(word, code);
        return code;
      })
      .join(' ');
}

const FLIPPED = [...'ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz'];
export const upsideDown = (text: string) => [...perLetter(text, (_, at) => FLIPPED[at]!, '')].reverse().join('');

const MARKS = [...'\u0301\u0308\u0323\u0334\u0336\u0316\u030a\u0327\u0330\u0353'];
export const combining = (text: string, dice: Dice) =>
  [...text].map((c) => (/[\p{L}\p{N}]/u.test(c) ? c + dice.some(MARKS, dice.int(1, 3)).join('') : c)).join('');

const bitsOf = (text: string) =>
  bytesOf(text)
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
/** Hides bits in the case of letters, or in the choice between hiragana and katakana. */
export function caseBits(cover: string, secret: string): string {
  const bits = bitsOf(secret);
  let n = 0;
  return [...cover]
    .map((c) => {
      if (!/[a-z]|[ぁ-ゖ]/i.test(c)) return c;
      const bit = bits[n % bits.length];
      n += 1;
      if (/[a-z]/i.test(c)) return bit === '1' ? c.toUpperCase() : c.toLowerCase();
      return bit === '1' ? String.fromCharCode(c.charCodeAt(0) + 0x60) : c;
    })
    .join('');
}
/** Hides bits in spaces: one or two between English words; ASCII or ideographic spaces after Japanese punctuation. */
export function spaceBits(cover: string, secret: string, language: 'en' | 'ja'): string {
  const bits = bitsOf(secret);
  let n = 0;
  const next = () => bits[n++ % bits.length] === '1';
  if (language === 'en') return cover.replace(/ /g, () => (next() ? '  ' : ' '));
  return cover.replace(/[。、\n]/g, (c) => c + Array.from({ length: 4 }, () => (next() ? '\u3000' : ' ')).join(''));
}

export const mathLetters = (text: string) => perLetter(text, (_, at) => String.fromCodePoint(0x1d4d0 + 26 + at), '');
export const vigenere = (text: string, key: string) => {
  let n = 0;
  return perLetter(text, (_, at) => LETTERS[(at + LETTERS.indexOf(key[n++ % key.length]!)) % 26]!, '');
};
export const rot47 = (text: string) =>
  [...text]
    .map((c) => {
      const at = c.charCodeAt(0);
      return at > 32 && at < 127 ? String.fromCharCode(33 + ((at - 33 + 47) % 94)) : c;
    })
    .join('');
/** Encodes with a zigzag (rail fence) over three rails. */
export const railFence = (text: string) => {
  const rails = ['', '', ''];
  const order = [0, 1, 2, 1];
  for (const [i, c] of [...text].entries()) rails[order[i % 4]!] += c;
  return rails.join('');
};
export const letterNumbers = (text: string) =>
  text
    .split(/\s+/)
    .map((word) => perLetter(word.replace(/[^a-z]/gi, ''), (_, at) => String(at + 1), '-'))
    .join(' ');
/** Adds a meaningless letter after every character. */
export const nulls = (text: string, dice: Dice, filler: string) =>
  [...text].map((c) => (c === ' ' ? c : c + dice.pick([...filler]))).join('');
const KEYS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
/** Replaces each letter by its right-hand neighbour on the keyboard. */
export const shiftedKeys = (text: string) =>
  perLetter(
    text,
    (letter) => {
      const row = KEYS.find((keys) => keys.includes(letter))!;
      return row[(row.indexOf(letter) + 1) % row.length]!;
    },
    '',
  );
