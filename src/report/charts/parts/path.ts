import { element, rounded } from './element.ts';

export type ChartPoint = readonly [x: number, y: number];

/** Draws straight lines from point to point. */
export function polyline(kind: string, points: readonly ChartPoint[]): string {
  return points.length < 2 ? '' : element('path', { class: kind, d: directions(points) });
}

/** Draws an area, given its outline. */
export function area(kind: string, points: readonly ChartPoint[], fill?: string): string {
  return points.length < 3 ? '' : element('polygon', { class: kind, fill, points: points.map(pair).join(' ') });
}

const pair = ([x, y]: ChartPoint): string => `${rounded(x)},${rounded(y)}`;

const directions = (points: readonly ChartPoint[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${rounded(x)} ${rounded(y)}`).join('');
