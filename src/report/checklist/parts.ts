import {
  type Checklist,
  type ChecklistReference,
  type ChecklistState,
  type EvidenceSource,
  type FilledItem,
  type Lang,
  TEAMS,
  type Team,
} from '../../schema/index.ts';
import { excerpt } from '../excerpt.ts';
import { CHECKLIST_TEXTS, DOCUMENT_NAMES, ENGLISH_PLACES, STATE_NAMES, TEAM_NAMES } from './texts.ts';

/** Longer notes, names and paths are cut; the files that they came from hold the rest. In UTF-16 code units. */
const MAX_SHOWN = 600;

/** Returns a text from a person or a file in a form that can be shown anywhere. */
export const shownText = (text: string): string => excerpt(text, MAX_SHOWN);

/** Groups the items by the team that is asked first; teams without items are left out. */
export function itemsByTeam({ items }: Checklist): readonly { team: Team; items: readonly FilledItem[] }[] {
  return TEAMS.map((team) => ({ team, items: items.filter(({ teams }) => teams[0] === team) })).filter(
    (group) => group.items.length > 0,
  );
}

/** Returns a text for each document, with its places: `AISI G9-67, G9-73`. */
export function referenceTexts(references: readonly ChecklistReference[], lang: Lang): string[] {
  const documents = [...new Set(references.map(({ document }) => document))];
  return documents.map((document) => {
    const places = references.filter((one) => one.document === document && one.place !== '');
    const names = places.map(({ place }) => (lang === 'en' ? (ENGLISH_PLACES.get(place) ?? place) : place));
    return [DOCUMENT_NAMES[document][lang], names.join(lang === 'ja' ? '、' : ', ')]
      .filter((part) => part !== '')
      .join(' ');
  });
}

/** Returns the other teams that answer for the item; '' if there are none. */
export function otherTeams({ teams }: FilledItem, lang: Lang): string {
  const others = teams.slice(1).map((team) => TEAM_NAMES[team][lang]);
  if (others.length === 0) return '';
  return lang === 'ja'
    ? `${CHECKLIST_TEXTS.also.ja}：${others.join('、')}`
    : `${CHECKLIST_TEXTS.also.en} ${others.join(', ')}`;
}

/** Returns the note and, if the item is not shown yet, what would show it. */
export function noteTexts({ note, toShow, state }: FilledItem, lang: Lang): { note: string; toShow: string } {
  const isMissing = state === 'lacking' || state === 'open';
  return { note: note === null ? '' : shownText(note[lang]), toShow: isMissing ? toShow[lang] : '' };
}

/** Returns who answered, and when; '' if nobody has. */
export const answeredBy = ({ by, date }: FilledItem): string =>
  [by, date].flatMap((one) => (one === null || one === '' ? [] : [shownText(one)])).join(', ');

const STATES: readonly ChecklistState[] = ['confirmed', 'lacking', 'open', 'not-applicable'];

/** Formats `confirmed 12 · not met 3 · open 25 · not applicable 1`. */
export const countsText = ({ counts }: Checklist, lang: Lang): string =>
  STATES.map((state) => `${STATE_NAMES[state][lang]} ${counts[state]}`).join(' · ');

/** Returns what a number of the evidence stands for, with its whole digest or root. */
export function sourceText({ id, path, sha256, ledger }: EvidenceSource): string {
  const digest = sha256 === null ? '' : ` sha256:${sha256}`;
  const head = ledger === null ? '' : ` ${shownText(ledger.origin)} size ${ledger.size} root ${ledger.root}`;
  return `${id} ${shownText(path)}${digest}${head}`;
}
