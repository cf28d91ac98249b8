import type { Lang } from '../../../schema/index.ts';
import { element, escaped, rounded } from './element.ts';
import { type ChartText, LETTERS, leading, linesWithin, paragraph, said } from './lettering.ts';

/**
 * A figure of the reports. `svg` is complete markup that can safely be put into a page. Everything else is plain text
 * without control characters, to be escaped by the code that shows it. The table holds every number of the picture, and
 * is shown below it.
 */
export interface Chart {
  readonly svg: string;
  readonly title: string;
  readonly description: string;
  readonly table: ChartTable;
}

interface ChartTable {
  readonly head: readonly string[];
  /** Each row has as many cells as the head. */
  readonly rows: readonly (readonly string[])[];
}

export interface ChartOptions {
  readonly lang: Lang;
  /** Unique in the page; title, description and patterns are referenced by it. */
  readonly id: string;
  /** Width in units, 400 by default. A wider picture holds more; its letters stay the same. */
  readonly width?: number;
  /** Replaces the figure's own title. */
  readonly title?: ChartText;
}

/** A drawn figure, before it becomes a chart. */
export interface Drawing {
  readonly title: ChartText;
  readonly description: string;
  readonly table: ChartTable;
  readonly body: string;
  readonly height: number;
}

const WIDTH = { usual: 400, least: 280, most: 1_600 } as const;

/** Natural size in pixels: letters come out at about 15 px, and shrink on a narrow page. */
const PIXELS = 1.2;

/** Margin around the picture: letters may be a little wider than estimated, and have strokes. */
const EDGE = 3;

/** Returns the width in units. */
export function widthOf({ width = WIDTH.usual }: ChartOptions): number {
  return Number.isFinite(width) ? Math.min(WIDTH.most, Math.max(WIDTH.least, width)) : WIDTH.usual;
}

/** Returns the id as used in the picture: only letters, digits, `-` and `_`. */
export const idOf = ({ id }: ChartOptions): string => `zc-${id.replace(/[^\w-]/g, '-')}`;

export function chartOf(drawing: Drawing, options: ChartOptions): Chart {
  const title = said(options.title ?? drawing.title, options.lang);
  const { description, table, body } = drawing;
  const [id, width, height] = [idOf(options), widthOf(options), Math.ceil(drawing.height)];
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'zc',
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
      lang: options.lang,
      viewBox: [-EDGE, -EDGE, width + 2 * EDGE, height + 2 * EDGE].map(rounded).join(' '),
      width: (width + 2 * EDGE) * PIXELS,
      height: (height + 2 * EDGE) * PIXELS,
    },
    element('title', { id: `${id}-title` }, escaped(title)),
    element('desc', { id: `${id}-desc` }, escaped(description)),
    body,
  );
  return { svg, title, description, table };
}

/** Draws a figure without data: it says so, and never looks like a good one. */
export function emptyDrawing(title: ChartText, head: readonly string[], why: string, options: ChartOptions): Drawing {
  const width = widthOf(options);
  const lines = linesWithin(why, width - 24, 'main', 3);
  const height = 40 + lines.length * leading('main');
  const box = element('rect', { class: 'zc-empty', x: 1, y: 1, width: width - 2, height: height - 2, rx: 6 });
  const words = paragraph(width / 2, 20 + LETTERS.main, lines, { tone: 'zc-q', anchor: 'middle' });
  return { title, description: why, table: { head, rows: [] }, body: box + words, height };
}
