import type { Message } from '../../schema/index.ts';
import type { Encoding } from './encoded-hit.ts';

/** What each kind of hiding is called, as the object of "holds". */
export const ENCODING_NAMES: Readonly<Record<Encoding, Message>> = {
  separators: { en: 'letters set apart by a separator', ja: '区切り文字で一文字ずつ離した文字列' },
  substitution: { en: 'text in a substitution cipher', ja: '換字式暗号の文章' },
  reversed: { en: 'text written backwards', ja: '逆順に書かれた文章' },
  leetspeak: { en: 'words with digits for letters', ja: '数字を文字の代わりに使った単語' },
  base64: { en: 'running text in base64 or base32', ja: 'Base64・Base32の形にした文章' },
  hex: { en: 'running text in hexadecimal', ja: '16進数の形にした文章' },
  'number-codes': { en: 'running text as binary or character numbers', ja: '2進数や文字番号の形にした文章' },
  morse: { en: 'Morse code', ja: 'モールス符号' },
  invisible: { en: 'runs of invisible characters', ja: '見えない文字の並び' },
  'look-alikes': { en: 'look-alike letters of other scripts', ja: '形の似た別の文字で書かれた単語' },
  'masked-words': { en: 'words with letters struck out', ja: '伏せ字入りの単語' },
};
