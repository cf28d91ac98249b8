import type { Lang } from '../../schema/index.ts';
import type { Chart } from '../charts/index.ts';
import { html, type Markup, trusted } from './markup.ts';
import { PAGE_TEXTS } from './page-texts.ts';

/**
 * Renders a figure with the same numbers as a table below, for people who cannot see it and people who want to copy
 * them.
 */
export const figure = ({ svg, title, table }: Chart, lang: Lang): Markup => html`<figure>
<figcaption>${title}</figcaption>
${trusted(svg)}
<details class="as-table"><summary>${PAGE_TEXTS.asTable[lang]}</summary>${plainTable(table.head, table.rows)}</details>
</figure>
`;

/** Renders a table whose first `texts` columns are texts, and the others numbers. Cells are texts. */
export const plainTable = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  texts = 1,
): Markup => html`<div class="scroll" tabindex="0"><table>
<thead><tr>${head.map((cell, i) => html`<th${classOf(i, texts)} scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell, i) => html`<td${classOf(i, texts)}>${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>
`;

const classOf = (column: number, texts: number): Markup => (column < texts ? html`` : html` class="number"`);

/** Renders a section with its heading; nothing if it is empty. */
export const section = (id: string, title: string, parts: readonly (Markup | null)[]): Markup | null =>
  parts.every((part) => part === null)
    ? null
    : html`<section id="${id}"><h2>${title}</h2>
${parts}</section>
`;

export const list = (items: readonly string[]): Markup | null =>
  items.length === 0 ? null : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>\n`;
