import { displayWidth, padEnd, truncate } from './text-width.ts';

/** A text and how it is painted; padding is measured on the text alone. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** Maximum width of the first column, unless the caller says otherwise. */
const LABEL = 16;

/**
 * Returns the lines of a table for the terminal, its first column aligned left, the others right. Columns that do not
 * fit into `width` go into a further table below, which repeats the first column.
 */
export function columns(
  head: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  width: number,
  widest = LABEL,
): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((cells) => displayWidth(cells[i]?.text ?? ''))));
  const label = Math.min(widest, widths[0] ?? 0);
  const gap = label + widths.slice(1).reduce((sum, own) => sum + 2 + own, 0) <= width ? 2 : 1;
  const blocks: number[][] = [];
  let used = width;
  for (let i = 1; i < head.length; i += 1) {
    used += gap + widths[i]!;
    if (used > width) {
      blocks.push([]);
      used = label + gap + widths[i]!;
    }
    blocks.at(-1)!.push(i);
  }
  return blocks.flatMap((block, b) => [
    ...(b === 0 ? [] : ['']),
    ...all.map((cells) => {
      const first = cells[0]!;
      const numbers = block.map((i) => ' '.repeat(gap) + aligned(cells[i]!, widths[i]!));
      return painted({ ...first, text: padEnd(truncate(first.text, label), label) }) + numbers.join('');
    }),
  ]);
}

const painted = ({ text, paint }: Cell): string => (paint === undefined ? text : paint(text));

const aligned = (cell: Cell, width: number): string =>
  ' '.repeat(Math.max(0, width - displayWidth(cell.text))) + painted(cell);

/** Arranges short entries side by side, in as many columns as fit into `width`. */
export function grid(entries: readonly string[], width: number): string[] {
  if (entries.length === 0) return [];
  const shown = entries.map((entry) => truncate(entry, width));
  const widest = Math.max(...shown.map(displayWidth));
  const across = Math.max(1, Math.floor((width + 2) / (widest + 2)));
  return Array.from({ length: Math.ceil(shown.length / across) }, (_, line) =>
    shown
      .slice(line * across, (line + 1) * across)
      .map((entry) => padEnd(entry, widest))
      .join('  ')
      .trimEnd(),
  );
}
