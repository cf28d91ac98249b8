import type { Lang, Message } from '../../../schema/index.ts';
import { excerpt } from '../../excerpt.ts';
import { displayWidth, truncate, wrap } from '../../text-width.ts';
import { element, escaped } from './element.ts';

/** Heights of the two sizes of letters, in units of the picture; `CHART_CSS` sets them. */
export const LETTERS = { main: 13, minor: 11.5 } as const;

type LetterSize = keyof typeof LETTERS;

/** From one base line to the next, as a multiple of the height. */
const LEADING = 1.25;

/** Width of one column of `displayWidth`, as a multiple of the height: common fonts need less on average. */
const COLUMN = 0.56;

/** Letters that are wider than a column, those that are nearly as wide as two, and how many columns each needs beside its own. */
const BROAD = /[A-LN-VX-Z&⟨⟩≥→]/g;
const BROADEST = /[MWmw@%—…]/g;
const EXTRA = { broad: 0.4, broadest: 0.8 } as const;

const occurrences = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** A name of something, in the language of the reader or in none. */
export type ChartText = string | Message;

/** Code units of a text from the data that are looked at, and that are shown. */
const MAX_LOOKED = 4_000;
const MAX_SHOWN = 160;

/** The text in this language on one line, harmless to show: control and bidi characters written out, cut to a bounded length. */
export function said(text: ChartText, lang: Lang): string {
  return excerpt((typeof text === 'string' ? text : text[lang]).slice(0, MAX_LOOKED), MAX_SHOWN);
}

/** How much wider bold letters are. */
const BOLD = 1.15;

/** Units that a text takes at most in common fonts; an estimate, for a picture cannot ask. */
export function textWidth(text: string, size: LetterSize, isBold = false): number {
  const columns =
    displayWidth(text) + EXTRA.broad * occurrences(text, BROAD) + EXTRA.broadest * occurrences(text, BROADEST);
  return columns * COLUMN * LETTERS[size] * (isBold ? BOLD : 1);
}

/** At most `most` lines of at most `room` units; the last ends with an ellipsis where something was left out. */
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

/** One line of letters with its base line at `y`. */
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

/** Several lines, the first with its base line at `y`. */
export function paragraph(x: number, y: number, lines: readonly string[], style: LetteringStyle = {}): string {
  return lines.map((each, i) => lettering(x, y + i * leading(style.size ?? 'main'), each, style)).join('');
}

export const leading = (size: LetterSize): number => LETTERS[size] * LEADING;

/** Where a line centred at `x` stands so that it stays between two bounds. */
export function keptWithin(x: number, width: number, [from, to]: readonly [number, number]): number {
  return Math.max(from + width / 2, Math.min(to - width / 2, x));
}
