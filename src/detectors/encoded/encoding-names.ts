import type { Message } from '../../schema/index.ts';
import type { Encoding } from './encodings.ts';

/** The name of each kind of hiding, as the object of "Found". */
export const ENCODING_NAMES: Readonly<Record<Encoding, Message>> = {
  separators: { en: 'letters set apart by a separator', ja: '区切り文字で一文字ずつ離した文字列' },
  substitution: { en: 'text in a substitution cipher', ja: '換字式暗号の文章' },
  reversed: { en: 'text written backwards or in columns', ja: '逆順や縦の列に並べた文章' },
  leetspeak: { en: 'words with digits in place of letters', ja: '数字を文字の代わりに使った単語' },
  base64: {
    en: 'running text in base64, base32, base58 or base85',
    ja: 'Base64・Base32・Base58・Base85 で符号化した文章',
  },
  hex: { en: 'running text in hexadecimal', ja: '16 進数で表した文章' },
  'number-codes': { en: 'running text as numbers or bits', ja: '数字や 2 進数に置き換えた文章' },
  morse: { en: 'Morse code', ja: 'モールス符号' },
  escapes: {
    en: 'running text in escape sequences (percent encoding, character references)',
    ja: 'エスケープ（％や文字参照）で書かれた文章',
  },
  symbols: { en: 'symbols or emoji in place of letters', ja: '文字の代わりに並べた記号や絵文字' },
  'word-codes': { en: 'words or syllables that stand for letters', ja: '単語や音節に置き換えた文章' },
  'hidden-bits': { en: 'bits hidden in letter case or white space', ja: '大文字・小文字や空白に埋め込んだビット列' },
  'combining-marks': { en: 'letters covered with combining marks', ja: '結合文字を重ねた文章' },
  invisible: { en: 'runs of invisible characters', ja: '見えない文字の並び' },
  'look-alikes': { en: 'lookalike letters from other scripts', ja: '形の似た別の文字で書かれた単語' },
  'masked-words': { en: 'words with letters struck out', ja: '伏せ字入りの単語' },
};
