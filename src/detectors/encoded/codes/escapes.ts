import type { EncodedHit } from '../encodings.ts';
import { isProse, textOf, textOfPoints } from './decoded-prose.ts';

/** Maximum number of escapes that are read. */
const MAX_ESCAPES = 200;

interface Escape {
  readonly shape: RegExp;
  /** Matches the number in one escape. */
  readonly unit: RegExp;
  readonly radix: number;
  readonly read: (numbers: readonly number[]) => string | null;
}

/** At least ten or twelve in a row, so that more is escaped than the signs that need it. */
const ESCAPES: readonly Escape[] = [
  { shape: /(?:%[0-9a-f]{2}\s?){12,}/gi, unit: /[0-9a-f]{2}/gi, radix: 16, read: textOf },
  { shape: /(?:=[0-9a-f]{2}(?:=?\n)?){12,}/gi, unit: /[0-9a-f]{2}/gi, radix: 16, read: textOf },
  { shape: /(?:\\[0-3][0-7]{2}\s?){12,}/g, unit: /[0-7]{3}/g, radix: 8, read: textOf },
  { shape: /(?:&#\d{1,7};\s?){10,}/g, unit: /\d+/g, radix: 10, read: textOfPoints },
  { shape: /(?:&#x[0-9a-f]{1,6};\s?){10,}/gi, unit: /[0-9a-f]{1,6}(?=;)/gi, radix: 16, read: textOfPoints },
  { shape: /(?:\\u\{?[0-9a-f]{4,5}\}?\s?){12,}/gi, unit: /[0-9a-f]{4,5}/gi, radix: 16, read: textOfPoints },
  {
    shape: /(?:(?:U\+|0x)[0-9a-f]{2,6}[\s,;]*){12,}/gi,
    unit: /[0-9a-f]{2,6}(?![x+])/gi,
    radix: 16,
    read: textOfPoints,
  },
];

/** Named entities one after another. A lesson about them lists each one separately, with its meaning. */
const NAMED = /(?:&[a-z]{2,8};\s?){12,}/gi;

/** A text in which every space is escaped. Parts of a web address do not count. */
const ESCAPED_SPACES = /[^\s%"'=?&/]{1,30}(?:(?:%[0-9A-F]{2}|\+)[^\s%"'=?&/]{0,30}){8,}/gi;
const IN_ADDRESS = /(?:[a-z]+:\/\/|www\.|[/?&=#])\S*$/i;

function unescaped(text: string): string | null {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '%') {
      bytes.push(Number.parseInt(text.slice(i + 1, i + 3), 16));
      i += 2;
    } else bytes.push(text[i] === '+' ? 32 : text.charCodeAt(i));
  }
  return textOf(bytes);
}

/** Signs that may begin an escape; a text with fewer than `LEAST_SIGNS` is not searched. */
const ESCAPE_SIGNS = /[%&\\+]|=[\dA-F]|0x/g;
const LEAST_SIGNS = 8;

function inAddress(text: string, at: number): boolean {
  return IN_ADDRESS.test(text.slice(Math.max(0, at - 200), at));
}

/** Returns the first `MAX_ESCAPES` numbers of a stretch. */
function numbersIn(stretch: string, { unit, radix }: Escape): number[] {
  return (stretch.match(unit) ?? []).slice(0, MAX_ESCAPES).map((number) => Number.parseInt(number, radix));
}

/** Finds running text in escapes: percent-encoding, character references, quoted-printable, `\u0068`. Linear. */
export function findEscapes(text: string): EncodedHit[] {
  if ((text.match(ESCAPE_SIGNS)?.length ?? 0) < LEAST_SIGNS) return [];
  const found: RegExpMatchArray[] = [];
  for (const one of ESCAPES) {
    for (const match of text.matchAll(one.shape)) {
      if (isProse(one.read(numbersIn(match[0], one))) && !inAddress(text, match.index)) found.push(match);
    }
  }
  for (const match of text.matchAll(NAMED)) {
    if (new Set(match[0].match(/[a-z]+/gi)).size >= 6) found.push(match);
  }
  if (found.length === 0) {
    for (const match of text.matchAll(ESCAPED_SPACES)) {
      if (match[0].length < 48 || inAddress(text, match.index)) continue;
      if (isProse(unescaped(match[0].slice(0, 2 * MAX_ESCAPES)))) found.push(match);
    }
  }
  return found.map(({ 0: { length }, index = 0 }) => ({ encoding: 'escapes', start: index, end: index + length }));
}
