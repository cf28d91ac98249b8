import { metOrMissed, type Target } from './target.ts';

type Cell = string | number;

/** Formats a cell. Its value may come from any data set, so no pipe, line break or markup survives. */
const cell = (value: Cell) =>
  String(value)
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replaceAll('|', '\\|');

/** Formats a table. The first column is text; with `numbers`, the others are right-aligned. */
export function table(head: readonly Cell[], rows: readonly (readonly Cell[])[], numbers = false): string {
  const rule = head.map((_, i) => (numbers && i > 0 ? '---:' : '---'));
  return [head, rule, ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
}

/** Returns text of a data set as one line that is safe inside a list, cut to `length` characters. */
export function quoted(text: string, length: number): string {
  const line = text
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '');
  const cut = [...line].slice(0, length).join('');
  return `\`${(cut.length < line.length ? `${cut}…` : cut).replaceAll('`', "'")}\``;
}

/** Formats measured numbers next to their targets. */
export const targetsTable = (targets: readonly Target[]) =>
  table(
    ['what', 'measured', 'target', ''],
    targets.map((one) => [one.what, one.measured, one.target, metOrMissed(one)]),
  );
