import type { CostEstimate } from '../../schema/index.ts';
import { columns } from '../columns.ts';
import { visible } from '../excerpt.ts';
import { grouped } from '../numbers.ts';
import type { TerminalOptions } from '../scan/terminal.ts';
import { displayWidth, wrap } from '../text-width.ts';
import { fill } from '../texts.ts';
import { costSummary } from './cost-summary.ts';
import { type CostTable, costInputsTable, costMoversTable, costResultTable, costYearTable } from './cost-tables.ts';
import { COST_LIMITS, COST_TEXTS } from './cost-texts.ts';

/** Maximum width of a name in a table, in columns. */
const NAME = 44;

/**
 * Renders an estimate for a person at a terminal: sentences, then every table. The reason for each input is only in the
 * other formats.
 */
export function costTerminalReport(estimate: CostEstimate, options: TerminalOptions): string {
  const { lang, style } = options;
  const width = Math.min(100, Math.max(40, options.width));
  const [assumed, scope, ...rest] = costSummary(estimate, lang);
  const titled = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', ...wrap(title, width).map(style.bold), ...lines];
  const table = (content: CostTable) => titled(content.title, tableLines(content, width));
  const dimmed = (text: string) => wrap(text, width).map(style.dim);
  const bullets = (texts: readonly string[]) =>
    texts.flatMap((text) => wrap(visible(text), width - 2).map((line, i) => `${i === 0 ? '·' : ' '} ${line}`));
  const inputs = costInputsTable(estimate, lang);
  const lines = [
    ...wrap(`zenbun 全文 · ${COST_TEXTS.title[lang]}`, width).map(style.bold),
    '',
    ...[assumed ?? '', scope ?? ''].flatMap((text) => wrap(text, width)).map(style.bold),
    ...rest.flatMap((text) => wrap(text, width)),
    ...table(costResultTable(estimate, lang)),
    ...dimmed(COST_TEXTS.ranges[lang]),
    ...table(costYearTable(estimate, lang)),
    ...table(costMoversTable(estimate, lang)),
    ...dimmed(COST_TEXTS.moversNote[lang]),
    // Reasons are sentences, for which a table in a terminal has no room.
    ...table({ ...inputs, head: inputs.head.slice(0, -1), rows: inputs.rows.map((cells) => cells.slice(0, -1)) }),
    ...titled(COST_TEXTS.notes[lang], bullets(estimate.notes.map((note) => note[lang]))),
    ...titled(COST_TEXTS.limits[lang], bullets(COST_LIMITS.map((limit) => limit[lang])).map(style.dim)),
    '',
    ...dimmed(runLine(estimate, lang)),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** Returns the settings that reproduce the result. */
export const runLine = ({ draws, seed, currency }: CostEstimate, lang: TerminalOptions['lang']): string =>
  fill(COST_TEXTS.run[lang], { draws: grouped(draws), seed, currency });

function tableLines({ head, rows }: CostTable, width: number): string[] {
  const cells = (texts: readonly string[]) => texts.map((text) => ({ text: visible(text) }));
  const others = head
    .slice(1)
    .reduce(
      (sum, name, i) => sum + 2 + Math.max(displayWidth(name), ...rows.map((row) => displayWidth(row[i + 1]!))),
      0,
    );
  const widest = Math.max(16, Math.min(NAME, width - others));
  return columns(cells(head), rows.map(cells), width, widest);
}
