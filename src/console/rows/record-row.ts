import { recordWords } from '../../report/index.ts';
import { type ConsoleRow, type Message, recordedAnswers, worstAnswer } from '../../schema/index.ts';
import type { ConsoleRecord } from '../ports.ts';

/** The names of an exchange, taken from its intent. */
export type ExchangeNames = Pick<ConsoleRow, 'model' | 'stage' | 'client'>;

const NOBODY: ExchangeNames = { model: null, stage: null, client: null };
const MAX_TEXT = 400;

export function namesOf({ fields }: ConsoleRecord): ExchangeNames {
  return { model: textOf(fields.model), stage: textOf(fields.stage), client: textOf(fields.client) };
}

/** Makes a list row from a record. For a response, `names` are those of its intent, or null if unknown. */
export function recordRow(record: ConsoleRecord, names: ExchangeNames | null): ConsoleRow {
  const { index, time, kind, fields } = record;
  const plain = {
    ...{ index, time, kind, ...NOBODY, intent: null, state: null, outcome: null, ground: null },
    ...{ latched: false, withheld: 0, isPartlyUnread: false, chars: null, text: null },
  };
  if (kind === 'intent') return { ...plain, ...namesOf(record), isPartlyUnread: fields.guard === 'unread' };
  if (kind === 'response') return { ...plain, ...(names ?? NOBODY), ...answered(fields) };
  return { ...plain, model: textOf(fields.model), text: lineOf(kind, fields) };
}

/** Fields of a response: acts of the worst answer, and whether anything in any answer was held back or not read. */
function answered(fields: ConsoleRecord['fields']) {
  const answers = recordedAnswers(fields);
  const worst = worstAnswer(answers) ?? {};
  return {
    intent: numberOf(fields.intent),
    state: textOf(fields.state),
    outcome: textOf(worst.outcome) as ConsoleRow['outcome'],
    ground: textOf(worst.ground) as ConsoleRow['ground'],
    latched: answers.some(({ latch }) => numberOf(latch) !== null),
    withheld: answers.reduce((sum, { withheld }) => sum + (numberOf(withheld) ?? 0), 0),
    isPartlyUnread:
      fields.readToEnd === false ||
      (numberOf(fields.unreadPlaces) ?? 0) > 0 ||
      answers.some(({ outcome }) => outcome === 'unread'),
    chars: numberOf(worst.chars),
  };
}

/** Describes a leaf on one line: in words, or field by field if there are no words for it. */
function lineOf(kind: string, fields: ConsoleRecord['fields']): Message {
  const raw = Object.entries(fields)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
  const { en, ja } = recordWords(kind, fields) ?? { en: raw, ja: raw };
  return { en: oneLine(en), ja: oneLine(ja) };
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length <= MAX_TEXT ? line : `${line.slice(0, MAX_TEXT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
