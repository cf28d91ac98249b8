import { functionWordShare } from '../function-words.ts';
import type { EncodedHit, Encoding } from './encoded-hit.ts';
import { letterFit } from './letter-model.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Bytes of a code of `width` bits per letter of `alphabet`; letters that are not in it are left out. */
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

/** The text of well-formed UTF-8 up to its last whole character; null where the bytes are not text. */
function textOf(bytes: readonly number[]): string | null {
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i]!;
    const more =
      lead < 0x80 ? 0 : lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1;
    if (more < 0 || (lead >= 0x80 && lead < 0xc2)) return null;
    if (more === 0 && lead < 32 && lead !== 9 && lead !== 10 && lead !== 13) return null;
    if (i + more >= bytes.length) break;
    let point = more === 0 ? lead : lead & (0x3f >> more);
    for (let k = 1; k <= more; k += 1) {
      if ((bytes[i + k]! & 0xc0) !== 0x80) return null;
      point = (point << 6) | (bytes[i + k]! & 0x3f);
    }
    if (point > 0x10ffff) return null;
    text += String.fromCodePoint(point);
    i += more + 1;
  }
  return text;
}

/** Running text for a person, not markup, a token header, a key or a path. */
function isProse(text: string | null): boolean {
  if (text === null || text.length < 12 || /^\s*[<{[]/u.test(text)) return false;
  const wide = text.match(
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Cyrillic}\p{sc=Arabic}]/gu,
  )?.length;
  if ((wide ?? 0) >= 0.5 * text.length) return true;
  const { fit, letters } = letterFit(text);
  return letters >= 10 && letters >= 0.6 * text.length && fit >= 9 && /[a-z][.,;:!?'"]? \S/iu.test(text);
}

const MORSE: ReadonlyMap<string, string> = new Map(
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'
    .split(' ')
    .map((code, i) => [code, String.fromCharCode(97 + i)]),
);

function readMorse(code: string): boolean {
  const signs = code
    .replaceAll(/[·•]/gu, '.')
    .replaceAll(/[−–_]/gu, '-')
    .split(/[\s/|]+/u)
    .filter((sign) => sign !== '');
  const letters = signs.map((sign) => MORSE.get(sign) ?? '').join('');
  return (
    letters.length >= 12 &&
    letters.length >= 0.8 * signs.length &&
    new Set(letters).size >= 6 &&
    letterFit(letters).fit >= 8.3
  );
}

function readNumbers(code: string): boolean {
  const numbers = code.match(/\d+/gu)!.map(Number);
  const distinct = new Set(numbers).size;
  if (distinct < 6) return false;
  if (numbers.every((n) => n < 127)) {
    if (numbers.every((n) => n >= 32 || n === 10)) {
      const text = String.fromCharCode(...numbers);
      if (letterFit(text).fit >= 9 && functionWordShare(text).words >= 2 && / /u.test(text)) return true;
    }
    if (numbers.length >= 20 && numbers.every((n) => n >= 1 && n <= 26)) {
      return letterFit(String.fromCharCode(...numbers.map((n) => 96 + n))).fit >= 9.5;
    }
  }
  return false;
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
  readonly reads: (code: string) => boolean;
}

/** What is decoded to look, bounded: a prefix that is text speaks for the rest. */
const LOOK = 400;

/**
 * Codes are told from hashes, keys, images and tables by being read: only what decodes into running text counts.
 */
const CODES: readonly Code[] = [
  {
    encoding: 'number-codes',
    shape: /(?:[01]{7,8}[ ,]*\n?){5,}/g,
    reads: (code) => {
      const groups = code.match(/[01]+/gu)!;
      const width = groups.length > 1 && groups[0]!.length === 7 ? 7 : 8;
      return isProse(textOf(digits(code.slice(0, 8 * LOOK), 2, width)));
    },
  },
  {
    encoding: 'hex',
    shape: /(?:(?:0x|\\x)?[0-9a-f]{2}[ :,-]?){14,}/gi,
    reads: (code) => /[2-7][0-9a-f]/iu.test(code) && isProse(textOf(digits(code.slice(0, LOOK), 16, 2))),
  },
  {
    encoding: 'base64',
    shape: /[A-Za-z0-9+/_-]{20,}/g,
    reads: (code) => {
      const start = code.slice(0, LOOK);
      return (
        isProse(textOf(unpack(start.replaceAll('-', '+').replaceAll('_', '/'), BASE64, 6))) ||
        (/^[A-Z2-7]+$/u.test(start) && isProse(textOf(unpack(start, BASE32, 5))))
      );
    },
  },
  { encoding: 'morse', shape: /(?:[.·•_−–-]{1,5}[ /|\n]+){11,}[.·•_−–-]{0,5}/g, reads: readMorse },
  { encoding: 'number-codes', shape: /(?:\d{1,3}(?:, ?|[ -])){11,}\d{1,3}/g, reads: readNumbers },
];

/** Stretches of base64, base32, hex, binary, character numbers or morse that hold running text. Linear. */
export function findCodes(text: string): EncodedHit[] {
  const hits: EncodedHit[] = [];
  for (const { encoding, shape, reads } of CODES) {
    for (const match of text.matchAll(shape)) {
      if (reads(match[0])) hits.push({ encoding, start: match.index, end: match.index + match[0].trimEnd().length });
    }
  }
  return hits;
}
