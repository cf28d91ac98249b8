import { STATE_NAMES } from '../../report/index.ts';
import type {
  Checklist,
  ChecklistAnswer,
  ChecklistAnswers,
  ChecklistItem,
  ChecklistState,
  Evidence,
  FilledItem,
  Message,
  Team,
} from '../../schema/index.ts';
import { CHECKLIST_ENTRIES } from './checklist-entries.ts';
import type { ChecklistEntry, EvidenceFilling } from './checklist-entry.ts';

/** The items as questions, without the code that answers them from evidence. */
export const CHECKLIST_ITEMS: readonly ChecklistItem[] = CHECKLIST_ENTRIES.map(itemOf);

/**
 * Fills every item from the evidence and from people's answers. An item that neither covers is `open`. Evidence that
 * something is lacking overrides a person's `confirmed` or `not-applicable`, so that nobody can talk away a proven
 * lack; a person may report something as lacking whatever the evidence says. The note then contains both. Answers must
 * already have been checked (at most one per item, `not-applicable` with a reason); answers to unknown items are
 * ignored. `today` is the last day that counts (`2026-11-30`; if absent, all days count). A person's `confirmed` or
 * `not-applicable` with a later date is ignored, and the note says so.
 */
export function fillChecklist(
  evidence: readonly Evidence[],
  answers: ChecklistAnswers | null,
  today?: string,
): Checklist {
  const byItem = new Map(answers?.answers.map((answer) => [answer.item, answer]));
  const items = CHECKLIST_ENTRIES.map((entry) => {
    const [found, answer] = [entry.fill(evidence), byItem.get(entry.id)];
    // `lacking` counts whatever its date: it is never too early to report a lack.
    const isTooEarly = answer !== undefined && today !== undefined && answer.state !== 'lacking' && answer.date > today;
    return isTooEarly ? withoutAnswer(entry, found, answer) : filled(entry, found, answer);
  });
  return checklistOf(
    items,
    evidence.map(({ source }) => source),
  );
}

/** Returns the part of a checklist that a team answers for, alone or together with others. */
export const checklistFor = ({ items, evidence }: Checklist, team: Team): Checklist =>
  checklistOf(
    items.filter(({ teams }) => teams.includes(team)),
    evidence,
  );

function checklistOf(items: readonly FilledItem[], evidence: Checklist['evidence']): Checklist {
  const count = (state: ChecklistState) => items.filter((item) => item.state === state).length;
  return {
    schema: 'zenbun.checklist/1',
    items,
    counts: {
      confirmed: count('confirmed'),
      lacking: count('lacking'),
      'not-applicable': count('not-applicable'),
      open: count('open'),
    },
    evidence,
  };
}

/** Fills an item from the evidence alone, and notes that the person's answer was ignored. */
function withoutAnswer(
  entry: ChecklistEntry,
  found: EvidenceFilling | null,
  { by, date }: ChecklistAnswer,
): FilledItem {
  const item = filled(entry, found, undefined);
  const shown = item.note === null ? { en: '', ja: '' } : { en: `${item.note.en} `, ja: item.note.ja };
  return {
    ...item,
    note: {
      en: `${shown.en}The answer of ${by} is dated ${date}, later than this checklist, and does not count.`,
      ja: `${shown.ja}${by} の回答は日付（${date}）がこのチェックリストの作成日より後のため、反映していません。`,
    },
  };
}

function itemOf({ id, teams, question, toShow, references }: ChecklistEntry): ChecklistItem {
  return { id, teams, question, toShow, references };
}

function filled(entry: ChecklistEntry, found: EvidenceFilling | null, answer: ChecklistAnswer | undefined): FilledItem {
  const { by, date } = answer ?? { by: null, date: null };
  const item = { ...itemOf(entry), evidence: found?.evidence ?? [], by, date };
  if (answer === undefined) {
    const filledBy = found === null || found.state === 'open' ? null : 'evidence';
    return { ...item, state: found?.state ?? 'open', filledBy, note: found?.note ?? null };
  }
  const own = answer.note.trim();
  if (found === null) {
    return { ...item, state: answer.state, filledBy: 'person', note: own === '' ? null : { en: own, ja: own } };
  }
  const filledBy = isForEvidence(found.state, answer.state) ? 'evidence' : 'person';
  const state = filledBy === 'evidence' ? found.state : answer.state;
  return { ...item, state, filledBy, note: both(found, answer) };
}

/** Reports whether the evidence decides: it agrees with the person, or the person claims more than it shows. */
function isForEvidence(shown: ChecklistState, said: ChecklistAnswer['state']): boolean {
  if (shown === said) return true;
  return said === 'confirmed' ? shown !== 'open' : said === 'not-applicable' && shown === 'lacking';
}

/** Combines what the evidence shows with what a person says about it, in this order. */
function both({ note, evidence }: EvidenceFilling, { state, by, note: words }: ChecklistAnswer): Message {
  const own = words.trim();
  const said = STATE_NAMES[state];
  const shown = evidence[0]?.split(' ')[0] ?? '';
  return {
    en: `Evidence (${shown}): ${note.en} ${by} says: ${said.en}${own === '' ? '' : ` (${own})`}.`,
    ja: `エビデンス（${shown}）：${note.ja}${by} の回答：${said.ja}${own === '' ? '' : `（${own}）`}。`,
  };
}
