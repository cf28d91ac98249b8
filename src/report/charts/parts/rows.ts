import { fill } from '../../texts.ts';
import { CHART_TEXTS } from '../texts.ts';
import { axisTitle, TICK_HEIGHT, tickLabels } from './axis.ts';
import { type ChartOptions, widthOf } from './chart.ts';
import { element, escaped, line, strokes } from './element.ts';
import { type LegendEntry, legend } from './legend.ts';
import { LETTERS, leading, lettering, linesWithin, paragraph, textWidth } from './lettering.ts';
import type { ChartScale, ScaleOf } from './scale.ts';

/** One line of marks along the axis. */
export interface ChartBand {
  /** Shown at the left, if a row has several bands. */
  readonly name?: string;
  /** Shown at the right. */
  readonly value?: string;
  /** Shown on hover. */
  readonly tip?: string;
  readonly draw: (y: number, scale: ChartScale) => string;
}

/**
 * Something with a name, and its measurements. The name is above them, so that a long one has room on a narrow page.
 */
export interface ChartRow {
  readonly label: string;
  /** Shown next to the name, at the right. */
  readonly note?: string;
  readonly bands: readonly ChartBand[];
}

/** A picture of rows over one horizontal axis. */
export interface RowsPicture {
  readonly legend: readonly LegendEntry[];
  readonly rows: readonly ChartRow[];
  /** Number of rows besides these. */
  readonly more: number;
  readonly scale: ScaleOf;
  readonly axis: string;
  /** A value that all rows are compared with, and its name. */
  readonly rule?: { readonly at: number; readonly label: string };
  /** Distance from one band to the next. */
  readonly bandHeight?: number;
}

/** Maximum number of rows that are drawn; a table below has more. */
const MAX_ROWS = 16;
export const MAX_TABLE_ROWS = 200;

const BAND = 18;
/** Room beside the axis, so that a mark at its end is not cut off. */
const MARGIN = 8;
const BETWEEN_ROWS = 10;

export function rowsPicture(picture: RowsPicture, options: ChartOptions): { body: string; height: number } {
  const width = widthOf(options);
  const { rows, bandHeight = BAND } = picture;
  const bands = rows.flatMap((row) => row.bands);
  const room = (texts: readonly (string | undefined)[]) =>
    Math.min(width / 3, Math.max(0, ...texts.map((text) => textWidth(text ?? '', 'minor'))));
  const [names, values] = [room(bands.map(({ name }) => name)), room(bands.map(({ value }) => value))];
  const scale = picture.scale([names + MARGIN, width - values - MARGIN - (values > 0 ? 4 : 0)]);
  const key = legend(picture.legend, width);
  const parts = [key.markup];
  let y = key.height;
  if (picture.rule !== undefined) {
    parts.push(ruleLabel(picture.rule, scale, y, width));
    y += leading('minor') + 2;
  }
  const top = y;
  for (const row of rows) {
    const drawn = drawRow(row, { y, width, scale, bandHeight });
    parts.push(drawn.markup);
    y += drawn.height + BETWEEN_ROWS;
  }
  if (picture.rule !== undefined) {
    const x = scale.at(picture.rule.at);
    parts.splice(1, 0, line('zc-rule', x, top, x, y - BETWEEN_ROWS));
  }
  parts.push(tickLabels(scale, y + LETTERS.minor - 6, [0, width]));
  y += TICK_HEIGHT - 4;
  const title = axisTitle(picture.axis, 0, y, width);
  parts.push(title.markup);
  y += title.height;
  if (picture.more > 0) {
    const text = fill(CHART_TEXTS.andMore[options.lang], { n: picture.more });
    parts.push(lettering(0, y + LETTERS.minor + 4, text, { size: 'minor', tone: 'zc-b' }));
    y += leading('minor') + 4;
  }
  return { body: parts.join('\n'), height: y + 4 };
}

interface RowPlacement {
  readonly y: number;
  readonly width: number;
  readonly scale: ChartScale;
  readonly bandHeight: number;
}

function drawRow({ label, note = '', bands }: ChartRow, { y, width, scale, bandHeight }: RowPlacement) {
  const noteLines = note === '' ? [] : linesWithin(note, width * 0.55, 'minor', 1);
  const noteWidth = Math.max(0, ...noteLines.map((each) => textWidth(each, 'minor')));
  const lines = linesWithin(label, width - noteWidth - (noteWidth > 0 ? 10 : 0), 'main', 2);
  const words =
    paragraph(0, y + LETTERS.main, lines) +
    paragraph(width, y + LETTERS.main, noteLines, { size: 'minor', tone: 'zc-q', anchor: 'end' });
  const top = y + lines.length * leading('main') + 2;
  const foot = top + bands.length * bandHeight;
  const grid = strokes(
    'zc-grid',
    scale.ticks.map(({ at }) => [scale.at(at), top, scale.at(at), foot] as const),
  );
  const drawn = bands.map((band, i) => drawBand(band, top + (i + 0.5) * bandHeight, width, scale));
  return { markup: element('g', {}, grid, words, ...drawn), height: foot - y };
}

function drawBand({ name = '', value = '', tip = '', draw }: ChartBand, y: number, width: number, scale: ChartScale) {
  const base = y + LETTERS.minor * 0.36;
  return element(
    'g',
    {},
    tip === '' ? '' : element('title', {}, escaped(tip)),
    line('zc-track', scale.from, y, scale.to, y),
    draw(y, scale),
    name === '' ? '' : lettering(0, base, linesWithin(name, width / 3, 'minor', 1)[0] ?? '', { size: 'minor' }),
    value === '' ? '' : lettering(width, base, value, { size: 'minor', anchor: 'end' }),
  );
}

function ruleLabel({ at, label }: { at: number; label: string }, scale: ChartScale, y: number, width: number): string {
  const text = linesWithin(label, width, 'minor', 1)[0] ?? '';
  const half = textWidth(text, 'minor', true) / 2;
  const x = Math.max(half, Math.min(width - half, scale.at(at)));
  return lettering(x, y + LETTERS.minor, text, { size: 'minor', tone: 'zc-b', anchor: 'middle' });
}

/** Returns the first of the rows, and how many are left out. */
export function firstOf<T>(rows: readonly T[], most = MAX_ROWS): { shown: readonly T[]; more: number } {
  // If a single row were left out, the line that says so would take as much room.
  const shown = rows.length <= most + 1 ? rows : rows.slice(0, most);
  return { shown, more: rows.length - shown.length };
}
