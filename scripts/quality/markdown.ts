import { metOrMissed, type Target } from './target.ts';

type Cell = string | number;

/** A cell may hold anything that a data set holds: no pipe, no line break, no markup survives. */
const cell = (value: Cell) =>
  String(value)
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replaceAll('|', '\\|');

/** A table; the first column is text, the others are numbers where `numbers` says so. */
export function table(head: readonly Cell[], rows: readonly (readonly Cell[])[], numbers = false): string {
  const rule = head.map((_, i) => (numbers && i > 0 ? '---:' : '---'));
  return [head, rule, ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
}

/** Text of a data set in one line, safe inside a list, cut to `length` characters. */
export function quoted(text: string, length: number): string {
  const line = text
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '');
  const cut = [...line].slice(0, length).join('');
  return `\`${(cut.length < line.length ? `${cut}…` : cut).replaceAll('`', "'")}\``;
}

/** The numbers beside what was promised for them. */
export const targetsTable = (targets: readonly Target[]) =>
  table(
    ['what', 'measured', 'target', ''],
    targets.map((one) => [one.what, one.measured, one.target, metOrMissed(one)]),
  );
