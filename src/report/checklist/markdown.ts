import type { Checklist, FilledItem, Lang } from '../../schema/index.ts';
import { markdownList, markdownSection, markdownTable, paragraphs } from '../markdown-parts.ts';
import { escaped } from '../scan/markdown.ts';
import {
  answeredBy,
  countsText,
  itemsByTeam,
  noteTexts,
  otherTeams,
  referenceTexts,
  shownText,
  sourceText,
} from './parts.ts';
import { CHECKLIST_TEXTS, STATE_NAMES, TEAM_NAMES } from './texts.ts';

const COLUMNS = ['references', 'question', 'state', 'evidence', 'note'] as const;

/** A blank to write on, if nobody has answered. */
const BLANK = '\\_\\_\\_\\_\\_\\_';

/**
 * Renders the checklist as GitHub-flavoured Markdown: a table for each team. Texts from people and files are escaped.
 */
export function checklistMarkdown(checklist: Checklist, lang: Lang): string {
  const head = COLUMNS.map((name) => CHECKLIST_TEXTS[name][lang]);
  const sections = itemsByTeam(checklist).map(({ team, items }) => {
    const rows = items.map((item) => row(item, lang));
    return markdownSection(TEAM_NAMES[team][lang], [markdownTable(head, rows, { left: COLUMNS.length })]);
  });
  const sources = markdownList(checklist.evidence.map((source) => escaped(sourceText(source))));
  return `${paragraphs([
    `# ${CHECKLIST_TEXTS.title[lang]}`,
    escaped(CHECKLIST_TEXTS.caution[lang]),
    `**${countsText(checklist, lang)}**`,
    ...sections,
    markdownSection(CHECKLIST_TEXTS.sources[lang], [sources]),
    escaped(CHECKLIST_TEXTS.orientation[lang]),
  ])}\n`;
}

function row(item: FilledItem, lang: Lang): string[] {
  const { note, toShow } = noteTexts(item, lang);
  const label = CHECKLIST_TEXTS.toShow[lang] + (lang === 'ja' ? '：' : ': ');
  const signed = item.state === 'open' ? `${CHECKLIST_TEXTS.by[lang]} ${BLANK}` : escaped(answeredBy(item));
  const notes = [escaped(note), toShow === '' ? '' : `*${escaped(label + toShow)}*`, signed];
  return [
    lines(referenceTexts(item.references, lang).map(escaped)),
    lines([item.question[lang], otherTeams(item, lang)].map(escaped)),
    item.state === 'open' ? BLANK : `**${STATE_NAMES[item.state][lang]}**`,
    lines(item.evidence.map((one) => escaped(shownText(one)))),
    lines(notes),
  ];
}

const lines = (texts: readonly string[]): string => texts.filter((text) => text !== '').join('<br>');
