import type { Checklist, ChecklistState, FilledItem, Lang } from '../../schema/index.ts';
import type { Style } from '../style.ts';
import { wrap } from '../text-width.ts';
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

export interface ChecklistView {
  readonly lang: Lang;
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
  /** Leaves out what is confirmed or not applicable. */
  readonly onlyMissing?: boolean;
}

/** Renders the checklist for a terminal: each item with its state, what shows it, and what would show it. */
export function checklistTerminal(checklist: Checklist, view: ChecklistView): string {
  const { lang, style, width, onlyMissing = false } = view;
  const isShown = ({ state }: FilledItem) => !onlyMissing || state === 'lacking' || state === 'open';
  const groups = itemsByTeam({ ...checklist, items: checklist.items.filter(isShown) });
  const folded = (text: string) => wrap(text, width);
  const sources = checklist.evidence.flatMap((source) => folded(`  ${sourceText(source)}`));
  const parts = [
    [style.bold(CHECKLIST_TEXTS.title[lang]), style.bold(countsText(checklist, lang))],
    groups.length === 0 ? [CHECKLIST_TEXTS.settled[lang]] : [],
    ...groups.flatMap(({ team, items }) => [
      [style.bold(`${TEAM_NAMES[team][lang]} (${items.length})`)],
      ...items.map((item) => itemLines(item, view)),
    ]),
    sources.length === 0 ? [] : [style.bold(CHECKLIST_TEXTS.sources[lang]), ...sources],
    [CHECKLIST_TEXTS.caution, CHECKLIST_TEXTS.orientation].flatMap((text) => folded(text[lang])).map(style.dim),
  ];
  const shown = parts.filter((part) => part.length > 0);
  return `${shown.map((part) => part.join('\n')).join('\n\n')}\n`;
}

const INDENT = '  ';

function itemLines(item: FilledItem, { lang, style, width }: ChecklistView): string[] {
  const { note, toShow } = noteTexts(item, lang);
  const paint = paintOf(item.state, style);
  const colon = lang === 'ja' ? '：' : ': ';
  const beneath = (text: string, how = (line: string) => line): string[] =>
    text === '' ? [] : wrap(text, width - INDENT.length).map((line) => INDENT + how(line));
  const labelled = (label: string, text: string) => (text === '' ? '' : label + colon + text);
  return [
    `${paint(`[${STATE_NAMES[item.state][lang]}]`)} ${style.dim(item.id)}`,
    ...beneath(item.question[lang], style.bold),
    ...beneath(note),
    ...beneath(labelled(CHECKLIST_TEXTS.toShow[lang], toShow)),
    ...beneath(labelled(CHECKLIST_TEXTS.evidence[lang], item.evidence.map(shownText).join(', '))),
    ...beneath(labelled(CHECKLIST_TEXTS.by[lang], answeredBy(item))),
    ...beneath(
      [...referenceTexts(item.references, lang), otherTeams(item, lang)].filter(Boolean).join(' · '),
      style.dim,
    ),
  ];
}

const paintOf = (state: ChecklistState, { red, green, yellow, dim }: Style): ((text: string) => string) =>
  ({ confirmed: green, lacking: red, open: yellow, 'not-applicable': dim })[state];
