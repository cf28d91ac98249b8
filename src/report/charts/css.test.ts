import { describe, expect, test } from 'vitest';
import { CHART_COLOURS, CHART_CSS } from './css.ts';

const SIDES = [
  ['light', 0],
  ['dark', 1],
] as const;

type Name = keyof typeof CHART_COLOURS;

const channels = (colour: string): number[] =>
  colour.match(/[0-9a-f]{2}/g)!.map((pair) => Number.parseInt(pair, 16) / 255);

/** Returns the relative luminance (WCAG 2). */
function luminance(colour: readonly number[]): number {
  const [r, g, b] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: readonly number[], b: readonly number[]): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

/** Mixes one colour onto another, as `fill-opacity` does. */
const mixed = (top: readonly number[], ground: readonly number[], opacity: number) =>
  top.map((c, i) => c * opacity + ground[i]! * (1 - opacity));

describe.each(SIDES)('%s', (_, side) => {
  const colour = (name: Name) => channels(CHART_COLOURS[name][side]);

  test.each<Name>(['ink', 'quiet'])('letters in %s are read on paper', (name) => {
    expect(contrast(colour(name), colour('paper'))).toBeGreaterThanOrEqual(4.5);
  });

  test.each<Name>(['before', 'after', 'amber', 'grey', 'rule'])('marks in %s are seen on paper', (name) => {
    expect(contrast(colour(name), colour('paper'))).toBeGreaterThanOrEqual(3);
  });

  test.each<Name>(['before', 'after', 'grey'])('letters are read on a cell tinted with %s', (name) => {
    const strongest = Math.max(...[...CHART_CSS.matchAll(/fill-opacity:(\.\d+)/g)].map(([, value]) => Number(value)));
    expect(contrast(colour('ink'), mixed(colour(name), colour('paper'), strongest))).toBeGreaterThanOrEqual(4.5);
  });
});

test('every colour can be replaced by the page, and follows its colour scheme', () => {
  for (const [name, [light, dark]] of Object.entries(CHART_COLOURS)) {
    expect(CHART_CSS).toContain(`--zc-${name}:var(--chart-${name},${light})`);
    expect(CHART_CSS).toContain(`--zc-${name}:var(--chart-${name},light-dark(${light},${dark}))`);
  }
});

test('nothing is fetched', () => {
  expect(CHART_CSS).not.toMatch(/url\(|@import|@font-face/);
});
