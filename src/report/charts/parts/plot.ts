import { axisTitle, TICK_HEIGHT, tickLabels } from './axis.ts';
import { type ChartOptions, widthOf } from './chart.ts';
import { line, strokes } from './element.ts';
import { type LegendEntry, legend } from './legend.ts';
import { LETTERS, lettering, textWidth } from './lettering.ts';
import type { ChartScale, ChartTick, ScaleOf } from './scale.ts';

/** Both axes of a plot, for the code that draws in it. */
export interface PlotArea {
  readonly x: ChartScale;
  readonly y: ChartScale;
}

export interface PlotPicture {
  readonly legend: readonly LegendEntry[];
  readonly x: ScaleOf;
  /** A second line of labels below those of `x`. */
  readonly under?: readonly ChartTick[];
  readonly y: ScaleOf;
  /** Titles of the axes, saying what each counts. */
  readonly up: string;
  readonly axis: string;
  /** A last line of text, below everything. */
  readonly note?: string;
  readonly draw: (area: PlotArea) => string;
}

const PLOT_HEIGHT = 170;
/** Room above the highest value and beside the last one, so that a mark and its number are not cut off. */
const HEADROOM = 18;

export function plotPicture(picture: PlotPicture, options: ChartOptions): { body: string; height: number } {
  const width = widthOf(options);
  const key = legend(picture.legend, width);
  const up = axisTitle(picture.up, 0, key.height, width);
  const top = key.height + up.height + HEADROOM;
  const bottom = top + PLOT_HEIGHT;
  const y = picture.y([bottom, top]);
  const gutter = Math.min(width / 3, Math.max(0, ...y.ticks.map(({ label }) => textWidth(label, 'minor')))) + 6;
  const x = picture.x([gutter + 8, width - HEADROOM]);
  const rows = y.ticks.map(({ at, label }) => {
    const height = y.at(at);
    const words = lettering(gutter - 6, height + LETTERS.minor * 0.36, label, {
      size: 'minor',
      tone: 'zc-q zc-tick',
      anchor: 'end',
    });
    return line('zc-grid', gutter, height, width, height) + words;
  });
  let foot = bottom + TICK_HEIGHT + 4;
  const parts = [
    key.markup,
    up.markup,
    rows.join(''),
    line('zc-track', gutter, bottom, width, bottom),
    strokes(
      'zc-track',
      x.ticks.map(({ at }) => [x.at(at), bottom, x.at(at), bottom + 4] as const),
    ),
    tickLabels(x, foot, [0, width]),
  ];
  if (picture.under !== undefined) {
    foot += LETTERS.minor + 3;
    parts.push(tickLabels({ ...x, ticks: picture.under }, foot, [0, width]));
  }
  const title = axisTitle(picture.axis, 0, foot + 6, width);
  foot += title.height + 6;
  parts.push(title.markup, picture.draw({ x, y }));
  if (picture.note !== undefined) {
    parts.push(lettering(0, foot + LETTERS.minor + 4, picture.note, { size: 'minor', tone: 'zc-b' }));
    foot += LETTERS.minor + 6;
  }
  return { body: parts.filter((part) => part !== '').join('\n'), height: foot + 6 };
}
