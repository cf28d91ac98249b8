import type { CostEstimate, Lang } from '../../schema/index.ts';
import { visible } from '../excerpt.ts';
import { xmlContent } from '../xml-text.ts';
import { unbroken } from './cost-numbers.ts';
import { costSummary } from './cost-summary.ts';
import { type CostTable, costInputsTable, costMoversTable, costResultTable, costYearTable } from './cost-tables.ts';
import { runLine } from './cost-terminal.ts';
import { COST_LIMITS, COST_TEXTS } from './cost-texts.ts';

/**
 * Renders an estimate as a fragment of HTML for a page that has its own heading: sentences first, then the tables. It
 * has no script, no style and no ids; its classes are `cost-summary`, `cost-table`, `number`, `cost-note` and
 * `cost-notes`. `chart` is markup that goes before the table of what moves the result: the tornado as SVG, or nothing.
 */
export function costHtml(estimate: CostEstimate, lang: Lang, chart = ''): string {
  return [
    ...list(costSummary(estimate, lang), 'cost-summary'),
    costTableHtml(costResultTable(estimate, lang)),
    note(COST_TEXTS.ranges[lang]),
    costTableHtml(costYearTable(estimate, lang)),
    chart,
    costTableHtml(costMoversTable(estimate, lang)),
    note(COST_TEXTS.moversNote[lang]),
    costTableHtml(costInputsTable(estimate, lang)),
    ...titled(
      COST_TEXTS.notes[lang],
      estimate.notes.map((one) => one[lang]),
    ),
    ...titled(
      COST_TEXTS.limits[lang],
      COST_LIMITS.map((one) => one[lang]),
    ),
    note(runLine(estimate, lang)),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** Renders a table of a report on costs, with its caption. Hostile words of people stay plain text. */
function costTableHtml({ title, head, rows, numbers }: CostTable): string {
  const kind = (i: number) => (numbers.includes(i) ? ' class="number"' : '');
  const row = (cells: readonly string[]) =>
    `<tr>${cells
      .map((text, i) => (i === 0 ? `<th scope="row">${content(text)}</th>` : `<td${kind(i)}>${content(text)}</td>`))
      .join('')}</tr>`;
  return [
    `<table class="cost-table"><caption>${content(title)}</caption>`,
    `<thead><tr>${head.map((text, i) => `<th scope="col"${kind(i)}>${content(text)}</th>`).join('')}</tr></thead>`,
    `<tbody>${rows.map(row).join('\n')}</tbody></table>`,
  ].join('\n');
}

const content = (text: string): string => unbroken(xmlContent(visible(text)));

const note = (text: string): string => `<p class="cost-note">${content(text)}</p>`;

const list = (texts: readonly string[], kind: string): string[] => [
  `<ul class="${kind}">${texts.map((text) => `<li>${content(text)}</li>`).join('')}</ul>`,
];

const titled = (title: string, texts: readonly string[]): string[] =>
  texts.length === 0 ? [] : [`<h3>${content(title)}</h3>`, ...list(texts, 'cost-notes')];
