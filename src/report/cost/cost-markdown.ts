import type { CostEstimate, Lang } from '../../schema/index.ts';
import { markdownList, markdownTable, paragraphs } from '../markdown-parts.ts';
import { escaped } from '../scan/markdown.ts';
import { unbroken } from './cost-numbers.ts';
import { costSummary } from './cost-summary.ts';
import { type CostTable, costInputsTable, costMoversTable, costResultTable, costYearTable } from './cost-tables.ts';
import { runLine } from './cost-terminal.ts';
import { COST_LIMITS, COST_TEXTS } from './cost-texts.ts';

/** Renders an estimate as GitHub-flavoured Markdown. Words of people are escaped. */
export function costMarkdown(estimate: CostEstimate, { lang }: { readonly lang: Lang }): string {
  const items = (title: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [`### ${title}`, markdownList(texts.map(escaped))];
  return `${paragraphs([
    `## zenbun · ${COST_TEXTS.title[lang]}`,
    markdownList(costSummary(estimate, lang).map(written)),
    ...table(costResultTable(estimate, lang)),
    COST_TEXTS.ranges[lang],
    ...table(costYearTable(estimate, lang)),
    ...table(costMoversTable(estimate, lang)),
    COST_TEXTS.moversNote[lang],
    ...table(costInputsTable(estimate, lang)),
    ...items(
      COST_TEXTS.notes[lang],
      estimate.notes.map((note) => note[lang]),
    ),
    ...items(
      COST_TEXTS.limits[lang],
      COST_LIMITS.map((limit) => limit[lang]),
    ),
    `<sub>${runLine(estimate, lang)}</sub>`,
  ])}\n`;
}

const written = (text: string): string => unbroken(escaped(text));

/** In Markdown, columns of numbers come after those of words. */
function table({ title, head, rows, numbers }: CostTable): string[] {
  const words = head.map((_, i) => i).filter((i) => !numbers.includes(i));
  const inOrder = (cells: readonly string[]) => [...words, ...numbers].map((i) => written(cells[i]!));
  return [`### ${title}`, markdownTable(inOrder(head), rows.map(inOrder), { left: words.length })];
}
