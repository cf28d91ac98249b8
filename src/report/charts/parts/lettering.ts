import type { Lang, Message } from '../../../schema/index.ts';
import { excerpt } from '../../excerpt.ts';
import { displayWidth, truncate, wrap } from '../../text-width.ts';
import { element, escaped } from './element.ts';

/** Heights of the two letter sizes, in units of the picture; `CHART_CSS` sets them. */
export const LETTERS = { main: 13, minor: 11.5 } as const;

type LetterSize = keyof typeof LETTERS;

/** Distance from one base line to the next, as a multiple of the height. */
const LEADING = 1.25;

/** Width of one column of `displayWidth`, as a multiple of the height; common fonts need less on average. */
const COLUMN = 0.56;

/**
 * Letters that are wider than a column, letters that are nearly as wide as two, and the extra columns that each needs.
 */
const BROAD = /[A-LN-VX-Z&⟨⟩≥→]/g;
const BROADEST = /[MWmw@%—…]/g;
const EXTRA = { broad: 0.4, broadest: 0.8 } as const;

const occurrences = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** A name, in the reader's language or in no particular one. */
export type ChartText = string | Message;

/** Code units of a text from the data that are examined, and that are shown. */
const MAX_LOOKED = 4_000;
const MAX_SHOWN = 160;

/**
 * Returns the text in this language on one line, safe to show: control and bidi characters are written out, and the
 * length is bounded.
 */
export function said(text: ChartText, lang: Lang): string {
  return excerpt((typeof text === 'string' ? text : text[lang]).slice(0, MAX_LOOKED), MAX_SHOWN);
}

/** Factor by which bold letters are wider. */
const BOLD = 1.15;

/**
 * Returns the units that a text takes at most in common fonts. This is an estimate, because a picture cannot measure.
 */
export function textWidth(text: string, size: LetterSize, isBold = false): number {
  const columns =
    displayWidth(text) + EXTRA.broad * occurrences(text, BROAD) + EXTRA.broadest * occurrences(text, BROADEST);
  return columns * COLUMN * LETTERS[size] * (isBold ? BOLD : 1);
}

/**
 * Breaks a text into at most `most` lines of at most `room` units; the last one ends with an ellipsis if something was
 * left out.
 */
export function linesWithin(text: string, room: number, size: LetterSize, most: number): string[] {
  const full = Math.max(2, Math.floor(room / (COLUMN * LETTERS[size])));
  for (let columns = full; columns >= 2; columns = Math.floor(columns * 0.9)) {
    const lines = wrap(text, columns);
    const kept = lines.length <= most ? lines : [...lines.slice(0, most - 1), cut(lines[most - 1]!, columns)];
    if (columns <= 4 || kept.every((each) => textWidth(each, size) <= room)) return kept;
  }
  return [truncate(text, 2)];
}

const cut = (last: string, columns: number): string => truncate(`${last} …`, columns).replace(/ …$/, '…');

type LetterAnchor = 'start' | 'middle' | 'end';

/** Draws one line of letters with its base line at `y`. */
export function lettering(
  x: number,
  y: number,
  text: string,
  { size = 'main', tone = '', anchor = 'start' }: LetteringStyle = {},
): string {
  const kinds = [size === 'minor' ? 'zc-s' : '', tone].filter((kind) => kind !== '').join(' ');
  return element('text', { x, y, class: kinds, 'text-anchor': anchor === 'start' ? undefined : anchor }, escaped(text));
}

export interface LetteringStyle {
  readonly size?: LetterSize;
  /** `zc-q`: quiet. `zc-b`: bold. `zc-tick`: on an axis. */
  readonly tone?: '' | 'zc-q' | 'zc-b' | 'zc-q zc-tick';
  readonly anchor?: LetterAnchor;
}

/** Draws several lines, the first with its base line at `y`. */
export function paragraph(x: number, y: number, lines: readonly string[], style: LetteringStyle = {}): string {
  return lines.map((each, i) => lettering(x, y + i * leading(style.size ?? 'main'), each, style)).join('');
}

export const leading = (size: LetterSize): number => LETTERS[size] * LEADING;

/** Returns the position of a line centred at `x`, shifted so that it stays between two bounds. */
export function keptWithin(x: number, width: number, [from, to]: readonly [number, number]): number {
  return Math.max(from + width / 2, Math.min(to - width / 2, x));
}
