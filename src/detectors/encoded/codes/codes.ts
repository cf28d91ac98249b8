import { letterFit } from '../../wording/letter-model.ts';
import type { EncodedHit, Encoding } from '../encodings.ts';
import { isProse, textOf } from './decoded-prose.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Decodes a code of `width` bits per letter of `alphabet` into bytes; letters outside the alphabet are skipped. */
function unpack(code: string, alphabet: string, width: number): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of code) {
    const value = alphabet.indexOf(letter);
    if (value < 0) continue;
    bits = ((bits << width) | value) & 0xffff;
    held += width;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 0xff);
    }
  }
  return bytes;
}

/** Base58 and the two orders of base62, in which the text is one large number. */
const LARGE_BASES: readonly string[] = [
  '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
];
/** Reading a number takes time proportional to the square of its length. */
const LONGEST_NUMBER = 1024;
/** Four digits are read at a time, into parts of 24 bits, so that products stay exact. */
const AT_A_TIME = 4;
const PART = 2 ** 24;
/** A long code with fewer different letters is filling, as in pictures. */
const LEAST_DIFFERENT = 24;

function fromLargeBase(code: string, alphabet: string): string | null {
  const parts: number[] = [];
  for (let at = code.length % AT_A_TIME; at <= code.length; at += AT_A_TIME) {
    let carry = 0;
    for (const sign of code.slice(Math.max(0, at - AT_A_TIME), at)) {
      const digit = alphabet.indexOf(sign);
      if (digit < 0) return null;
      carry = carry * alphabet.length + digit;
    }
    const scale = at < AT_A_TIME ? 1 : alphabet.length ** AT_A_TIME;
    for (let i = 0; i < parts.length; i += 1) {
      carry += parts[i]! * scale;
      const rest = Math.floor(carry / PART);
      parts[i] = carry - rest * PART;
      carry = rest;
    }
    if (carry > 0) parts.push(carry);
  }
  const bytes = parts.reverse().flatMap((part) => [part >>> 16, (part >>> 8) & 0xff, part & 0xff]);
  const first = bytes.findIndex((byte) => byte > 0);
  return first < 0 ? null : textOf(bytes.slice(first));
}

/** Decodes a run of letters and digits as a number in base58 or base62; null if the result is not running text. */
function fromNumber(code: string): string | null {
  if (code.length < 32 || code.length > LONGEST_NUMBER || /[^A-Za-z0-9]/.test(code)) return null;
  return new Set(code).size < LEAST_DIFFERENT
    ? null
    : firstProse(LARGE_BASES, (alphabet) => fromLargeBase(code, alphabet));
}

const prose = (text: string | null): string | null => (isProse(text) ? text : null);

function firstProse(alphabets: readonly string[], read: (alphabet: string) => string | null): string | null {
  for (const alphabet of alphabets) {
    const text = prose(read(alphabet));
    if (text !== null) return text;
  }
  return null;
}

const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
/** The alphabets of Ascii85, Z85 and RFC 1924. */
const BASES_85: readonly string[] = [
  ASCII.slice(1, 86),
  '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#',
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~',
];

/** Decodes groups of five letters into four bytes each, with or without a leading `<~`. */
function fromBase85(code: string, alphabet: string): string | null {
  const bytes: number[] = [];
  for (let i = code.startsWith('<~') ? 2 : 0; i + 5 <= code.length; i += 5) {
    let value = 0;
    for (let k = 0; k < 5; k += 1) {
      const digit = alphabet.indexOf(code[i + k]!);
      if (digit < 0) return i > 40 ? textOf(bytes) : null;
      value = 85 * value + digit;
    }
    if (value > 0xffffffff) return null;
    bytes.push(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
  }
  // The last four bytes are padded with zeros.
  while (bytes[bytes.length - 1] === 0) bytes.pop();
  return textOf(bytes);
}

const MORSE: ReadonlyMap<string, string> = new Map(
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'
    .split(' ')
    .map((code, i) => [code, String.fromCharCode(97 + i)]),
);

const DIGITS: ReadonlyMap<string, string> = new Map(
  '----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.'.split(' ').map((code, i) => [code, String(i)]),
);
/** A letter that occurs in no text. */
const UNKNOWN = '\u16dd';

function fromMorse(code: string): string | null {
  const signs = code
    .replaceAll(/[·•]/gu, '.')
    .replaceAll(/[−–_]/gu, '-')
    .split(/[\s/|]+/u)
    .filter((sign) => sign !== '');
  const letters = signs.map((sign) => MORSE.get(sign) ?? '').join('');
  const reads =
    letters.length >= 12 &&
    letters.length >= 0.8 * signs.length &&
    new Set(letters).size >= 6 &&
    letterFit(letters).fit >= 8.3;
  // Digits and unknown signs are part of the content too.
  return reads ? signs.map((sign) => MORSE.get(sign) ?? DIGITS.get(sign) ?? UNKNOWN).join('') : null;
}

function digits(code: string, radix: number, width: number): number[] {
  const clean = code.replaceAll(/0x|\\x|[^0-9a-f]/giu, '');
  const bytes: number[] = [];
  for (let i = 0; i + width <= clean.length; i += width) bytes.push(Number.parseInt(clean.slice(i, i + width), radix));
  return bytes;
}

interface Code {
  readonly encoding: Encoding;
  readonly shape: RegExp;
  /** Maximum number of characters of a run that are decoded: a prefix that is text vouches for the rest. */
  readonly chars: number;
  /** Returns the running text that a run holds, or null if it holds none. */
  readonly read: (code: string) => string | null;
}

const MAX_CHARS = 400;

/** Decoding distinguishes codes from hashes, keys, images and tables: only what decodes into running text counts. */
const CODES: readonly Code[] = [
  {
    encoding: 'number-codes',
    shape: /(?:[01]{7,8}[ ,]*\n?){5,}/g,
    chars: 8 * MAX_CHARS,
    read: (code) => {
      const groups = code.match(/[01]+/gu)!;
      return prose(textOf(digits(code, 2, groups.length > 1 && groups[0]!.length === 7 ? 7 : 8)));
    },
  },
  {
    encoding: 'hex',
    shape: /(?:(?:0x|\\x)?[0-9a-f]{2}[ :,-]?){14,}/gi,
    chars: MAX_CHARS,
    read: (code) => (/[2-7][0-9a-f]/iu.test(code) ? prose(textOf(digits(code, 16, 2))) : null),
  },
  {
    encoding: 'base64',
    shape: /[A-Za-z0-9+/_-]{20,}/g,
    chars: MAX_CHARS,
    read: (code) =>
      prose(fromBase64(code)) ??
      (/^(?:[A-Z2-7]+|[a-z2-7]+)$/u.test(code) ? prose(textOf(unpack(code.toUpperCase(), BASE32, 5))) : null),
  },
  { encoding: 'base64', shape: /[A-Za-z0-9]{32,}/g, chars: LONGEST_NUMBER + 1, read: fromNumber },
  {
    encoding: 'base64',
    shape: /(?!https?:)[!-~]{40,}/g,
    chars: MAX_CHARS,
    read: (code) => firstProse(BASES_85, (alphabet) => fromBase85(code, alphabet)),
  },
  { encoding: 'morse', shape: /(?:[.·•_−–-]{1,5}[ /|\n]+){11,}[.·•_−–-]{0,5}/g, chars: 8 * MAX_CHARS, read: fromMorse },
];

/** Decodes a run of base64 or base64url (RFC 4648); null if the result is not text. */
function fromBase64(code: string): string | null {
  return textOf(unpack(code.replaceAll('-', '+').replaceAll('_', '/'), BASE64, 6));
}

/** Finds stretches of base64, base32, base58, base62, base85, hex, binary or Morse that hold running text. Linear. */
export function findCodes(text: string): EncodedHit[] {
  const hits: EncodedHit[] = [];
  for (const { encoding, shape, chars, read } of CODES) {
    for (const match of text.matchAll(shape)) {
      const code = match[0];
      const plain = read(code.slice(0, chars));
      if (plain === null) continue;
      const hit = { encoding, start: match.index, end: match.index + code.trimEnd().length };
      hits.push(code.length <= chars ? { ...hit, plain } : hit);
    }
  }
  return hits;
}
