import { LETTERS, leading, lettering, linesWithin, textWidth } from './lettering.ts';

/** A mark of the picture, and its meaning. */
export interface LegendEntry {
  /** Centred at a point, at most `LEGEND_MARK` wide. */
  readonly mark: (x: number, y: number) => string;
  readonly text: string;
}

const LEGEND_MARK = 16;
const BETWEEN = 14;

/** Draws the entries next to each other, on as many lines as they need. */
export function legend(entries: readonly LegendEntry[], width: number): { markup: string; height: number } {
  let [x, y] = [0, 0];
  const drawn = entries.map(({ mark, text }) => {
    const fitting = linesWithin(text, width - LEGEND_MARK - 6, 'minor', 1)[0] ?? '';
    const needed = LEGEND_MARK + 5 + textWidth(fitting, 'minor');
    if (x > 0 && x + needed > width) [x, y] = [0, y + leading('minor') + 2];
    const [left, base] = [x, y + LETTERS.minor];
    x += needed + BETWEEN;
    return (
      mark(left + LEGEND_MARK / 2, base - LETTERS.minor * 0.36) +
      lettering(left + LEGEND_MARK + 5, base, fitting, { size: 'minor' })
    );
  });
  return { markup: drawn.join(''), height: entries.length === 0 ? 0 : y + leading('minor') + 6 };
}
