import { keptWithin, LETTERS, leading, lettering, linesWithin, paragraph, textWidth } from './lettering.ts';
import type { ChartScale } from './scale.ts';

/** Minimum distance between two labels, in units. */
const GAP = 8;

/**
 * Draws the labels of a horizontal axis with their base line at `y`: as many as fit next to each other within the
 * bounds, with priority for the ends.
 */
export function tickLabels(scale: ChartScale, y: number, bounds: readonly [number, number]): string {
  const placed: { readonly label: string; readonly x: number; readonly half: number }[] = [];
  const { ticks } = scale;
  for (const tick of [...ticks.slice(0, 1), ...ticks.slice(1).slice(-1), ...ticks.slice(1, -1)]) {
    const half = textWidth(tick.label, 'minor') / 2;
    if (2 * half > bounds[1] - bounds[0]) continue;
    const x = keptWithin(scale.at(tick.at), half * 2, bounds);
    if (placed.every((other) => Math.abs(other.x - x) >= other.half + half + GAP)) placed.push({ ...tick, x, half });
  }
  return placed
    .sort((a, b) => a.x - b.x)
    .map(({ label, x }) => lettering(x, y, label, { size: 'minor', tone: 'zc-q zc-tick', anchor: 'middle' }))
    .join('');
}

export const TICK_HEIGHT = LETTERS.minor + 5;

/** Draws what an axis counts, in small quiet letters below it. */
export function axisTitle(text: string, x: number, y: number, room: number): { markup: string; height: number } {
  if (text === '') return { markup: '', height: 0 };
  const lines = linesWithin(text, room, 'minor', 3);
  return {
    markup: paragraph(x, y + LETTERS.minor, lines, { size: 'minor', tone: 'zc-q zc-tick' }),
    height: lines.length * leading('minor'),
  };
}
