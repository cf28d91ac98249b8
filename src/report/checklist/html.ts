import type { Checklist, FilledItem, Lang, Message } from '../../schema/index.ts';
import { xmlAttribute, xmlContent } from '../xml-text.ts';
import { answeredBy, countsText, itemsByTeam, noteTexts, otherTeams, referenceTexts, shownText } from './parts.ts';
import { CHECKLIST_TEXTS, STATE_NAMES, TEAM_NAMES } from './texts.ts';

const COLUMNS = ['references', 'question', 'state', 'evidence', 'note'] as const;

/**
 * Renders the checklist as a fragment of a page: a table for each team, for print and screen. It has no script and no
 * style; its classes are `checklist`, `state-…` on the cell of the state, and `fill-in` on the lines to write on.
 * Headings are `h3`. The page must list the evidence that the numbers refer to.
 */
export function checklistHtml(checklist: Checklist, lang: Lang): string {
  const tables = itemsByTeam(checklist).map(({ team, items }) => table(TEAM_NAMES[team][lang], items, lang));
  return [
    `<p class="checklist-caution">${said(CHECKLIST_TEXTS.caution, lang)}</p>`,
    `<p class="checklist-counts">${xmlContent(countsText(checklist, lang))}</p>`,
    ...tables,
    `<p class="checklist-orientation">${said(CHECKLIST_TEXTS.orientation, lang)}</p>`,
  ].join('\n');
}

const said = (message: Message, lang: Lang): string => xmlContent(message[lang]);

function table(team: string, items: readonly FilledItem[], lang: Lang): string {
  const head = COLUMNS.map((name) => `<th scope="col">${said(CHECKLIST_TEXTS[name], lang)}</th>`).join('');
  return `<h3>${xmlContent(team)}</h3>
<table class="checklist">
<thead><tr>${head}</tr></thead>
<tbody>
${items.map((item) => row(item, lang)).join('\n')}
</tbody>
</table>`;
}

function row(item: FilledItem, lang: Lang): string {
  const { note, toShow } = noteTexts(item, lang);
  const others = otherTeams(item, lang);
  const label = CHECKLIST_TEXTS.toShow[lang] + (lang === 'ja' ? '：' : ': ');
  const cells = [
    lines(referenceTexts(item.references, lang)),
    lines([item.question[lang]]) + part('checklist-teams', others),
    item.state === 'open' ? blank(CHECKLIST_TEXTS.toFill[lang]) : said(STATE_NAMES[item.state], lang),
    lines(item.evidence.map(shownText)),
    part('checklist-note', note) +
      part('checklist-to-show', toShow === '' ? '' : label + toShow) +
      signature(item, lang),
  ];
  const classes = ['checklist-references', 'checklist-question', `state-${item.state}`, 'checklist-evidence', ''];
  const shown = cells.map((cell, i) => `<td${classes[i] === '' ? '' : ` class="${classes[i]}"`}>${cell}</td>`);
  return `<tr id="checklist-${xmlAttribute(lang)}-${xmlAttribute(item.id)}">${shown.join('')}</tr>`;
}

const lines = (texts: readonly string[]): string => texts.map(xmlContent).join('<br>');

const part = (name: string, text: string): string =>
  text === '' ? '' : `<p class="${xmlAttribute(name)}">${xmlContent(text)}</p>`;

/** Returns a line to write on; `name` is for people who cannot see it. */
const blank = (name: string): string => `<span class="fill-in" role="img" aria-label="${xmlAttribute(name)}"></span>`;

/** Returns who answered or, if nobody has, a place to write it. */
function signature(item: FilledItem, lang: Lang): string {
  const { by, date, toFill } = CHECKLIST_TEXTS;
  if (item.state !== 'open') return part('checklist-by', answeredBy(item));
  const place = (label: string) => `${xmlContent(label)} ${blank(`${label} (${toFill[lang]})`)}`;
  return `<p class="checklist-by">${place(by[lang])} ${place(date[lang])}</p>`;
}
