import { element, line, rounded, strokes } from './element.ts';

/**
 * A mark, centred at a point. Marks differ in shape as well as in colour, so that each is recognisable without colour.
 */
export type ChartMark = (x: number, y: number) => string;

const R = 5;

/** Before, or the reference: an open circle. */
export const openCircle: ChartMark = (cx, cy) => element('circle', { class: 'zc-before zc-open', cx, cy, r: R });

/** After, or now: a filled diamond. */
export const diamond: ChartMark = (x, y) =>
  polygon('zc-after', x, y, [
    [0, -R - 1],
    [R + 1, 0],
    [0, R + 1],
    [-R - 1, 0],
  ]);

/** A single share. */
export const dot: ChartMark = (cx, cy) => element('circle', { class: 'zc-alone', cx, cy, r: R });

export const square: ChartMark = (x, y) =>
  polygon('zc-block', x, y, [
    [-R, -R],
    [R, -R],
    [R, R],
    [-R, R],
  ]);

export const triangle: ChartMark = (x, y) =>
  polygon('zc-review', x, y, [
    [0, -R - 1],
    [R + 1, R],
    [-R - 1, R],
  ]);

export const infoCircle: ChartMark = (cx, cy) => element('circle', { class: 'zc-info', cx, cy, r: R });

/** Draws a closed shape from its corners, given as offsets from the centre. */
export function polygon(kind: string, x: number, y: number, corners: readonly (readonly [number, number])[]): string {
  const points = corners.map(([dx, dy]) => `${rounded(x + dx)},${rounded(y + dy)}`).join(' ');
  return element('polygon', { class: kind, points });
}

/** Draws an interval from one end to the other, with a stroke across each end. */
export function whisker(kind: string, from: number, to: number, y: number): string {
  return strokes(kind, [
    [from, y, to, y],
    [from, y - 4, from, y + 4],
    [to, y - 4, to, y + 4],
  ]);
}

/**
 * Draws an arrow for something that moved from one place to another. It leaves room for both marks, and is omitted if
 * they are too close.
 */
export function arrow(from: number, to: number, y: number): string {
  const way = Math.sign(to - from);
  if (Math.abs(to - from) < 5 * R) return '';
  const end = to - way * 2 * R;
  const head = `M${rounded(end - way * 5)} ${rounded(y - 4)}L${rounded(end)} ${rounded(y)}L${rounded(end - way * 5)} ${rounded(y + 4)}`;
  return line('zc-way', from + way * R, y, end, y) + element('path', { class: 'zc-way', d: head });
}
