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

/** What is asked, without how evidence answers it. */
export const CHECKLIST_ITEMS: readonly ChecklistItem[] = CHECKLIST_ENTRIES.map(itemOf);

/**
 * Fills every item from the evidence, and from what people have answered. What neither says is `open`. Evidence that something is lacking
 * stands against a person's `confirmed` and `not-applicable`, so that nobody talks a shown lack away; a person may say that something is lacking
 * whatever the evidence says. The note then tells both. Answers must have been checked (one for each item at most, `not-applicable` with a reason); those to unknown items are left out. `today`: the
 * last day that counts (`2026-11-30`; absent: all do); a person's `confirmed` or `not-applicable` of a later day does not, and the note says so.
 */
export function fillChecklist(
  evidence: readonly Evidence[],
  answers: ChecklistAnswers | null,
  today?: string,
): Checklist {
  const byItem = new Map(answers?.answers.map((answer) => [answer.item, answer]));
  const items = CHECKLIST_ENTRIES.map((entry) => {
    const [found, answer] = [entry.fill(evidence), byItem.get(entry.id)];
    // That something is lacking is said too early by nobody.
    const isTooEarly = answer !== undefined && today !== undefined && answer.state !== 'lacking' && answer.date > today;
    return isTooEarly ? withoutAnswer(entry, found, answer) : filled(entry, found, answer);
  });
  return checklistOf(
    items,
    evidence.map(({ source }) => source),
  );
}

/** The part of a checklist for which a team answers, alone or beside others. */
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

/** As the evidence alone fills it, with what became of the answer. */
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

/** Whether the evidence decides: it agrees, or a person says better of something than it shows. */
function isForEvidence(shown: ChecklistState, said: ChecklistAnswer['state']): boolean {
  if (shown === said) return true;
  return said === 'confirmed' ? shown !== 'open' : said === 'not-applicable' && shown === 'lacking';
}

/** What the evidence shows, then what a person says of it. */
function both({ note, evidence }: EvidenceFilling, { state, by, note: words }: ChecklistAnswer): Message {
  const own = words.trim();
  const said = STATE_NAMES[state];
  const shown = evidence[0]?.split(' ')[0] ?? '';
  return {
    en: `Evidence (${shown}): ${note.en} ${by} says: ${said.en}${own === '' ? '' : ` (${own})`}.`,
    ja: `エビデンス（${shown}）：${note.ja}${by} の回答：${said.ja}${own === '' ? '' : `（${own}）`}。`,
  };
}
