import { type ChecklistState, type Evidence, type EvidenceOf, evidenceOf, type Message } from '../../schema/index.ts';
import type { ChecklistEntry, EvidenceFilling } from './checklist-entry.ts';

type Kind = Evidence['kind'];

/** What one result says of an item. */
export interface ResultFilling {
  readonly state: ChecklistState;
  readonly note: Message;
  /** Records of a ledger that show it; the result as a whole where none is named. */
  readonly records?: readonly number[];
}

/** Reads one result; null where it says nothing of the item. */
type ReadResult<K extends Kind> = (result: EvidenceOf<K>['result']) => ResultFilling | null;

/** From the gravest. Whatever is lacking in one result is lacking. */
const WORST_FIRST: readonly ChecklistState[] = ['lacking', 'open', 'confirmed', 'not-applicable'];
/** For what has to be shown once. */
const BEST_FIRST: readonly ChecklistState[] = ['confirmed', 'lacking', 'open', 'not-applicable'];

/** Every result of the kind has to show it. */
export const everyOne =
  <K extends Kind>(kind: K, read: ReadResult<K>): ChecklistEntry['fill'] =>
  (evidence) =>
    together(fillings(evidence, kind, read), WORST_FIRST);

/** One result of the kind has to show it. */
export const anyOne =
  <K extends Kind>(kind: K, read: ReadResult<K>): ChecklistEntry['fill'] =>
  (evidence) =>
    together(fillings(evidence, kind, read), BEST_FIRST);

/** What several fillings say together: the gravest. */
export const gravest = (all: readonly (EvidenceFilling | null)[]): EvidenceFilling | null =>
  together(
    all.filter((one) => one !== null),
    WORST_FIRST,
  );

function fillings<K extends Kind>(evidence: readonly Evidence[], kind: K, read: ReadResult<K>): EvidenceFilling[] {
  return evidenceOf(evidence, kind).flatMap((one) => {
    const found = read(one.result as EvidenceOf<K>['result']);
    if (found === null) return [];
    return [{ state: found.state, note: found.note, evidence: referencesTo(one, found.records) }];
  });
}

/** So much of a digest tells two files apart; the whole one stands in `Checklist.evidence`. */
const SHOWN_DIGEST = 16;
/** So many records are named. */
const MAX_RECORDS = 5;
/** So many results are told of one item. */
const MAX_NOTES = 3;

/** `E1 sha256:0123456789abcdef…`, `E3 root:…`, or `E3 #1042` for each record. */
export function referencesTo({ source }: Evidence, records: readonly number[] = []): string[] {
  const { id, sha256, ledger } = source;
  if (records.length > 0) {
    const shown = records.slice(0, MAX_RECORDS).map((index) => `${id} #${index}`);
    return records.length > MAX_RECORDS ? [...shown, `${id} …`] : shown;
  }
  if (sha256 !== null) return [`${id} sha256:${sha256.slice(0, SHOWN_DIGEST)}…`];
  return ledger === null || ledger.root === '' ? [id] : [`${id} root:${ledger.root.slice(0, SHOWN_DIGEST)}…`];
}

function together(all: readonly EvidenceFilling[], order: readonly ChecklistState[]): EvidenceFilling | null {
  const state = order.find((one) => all.some((filling) => filling.state === one));
  if (state === undefined) return null;
  const saying = all.filter((filling) => filling.state === state);
  return { state, note: joined(saying), evidence: saying.flatMap(({ evidence }) => evidence) };
}

function joined(saying: readonly EvidenceFilling[]): Message {
  if (saying.length === 1) return saying[0]!.note;
  const shown = saying.slice(0, MAX_NOTES);
  const idOf = ({ evidence }: EvidenceFilling) => evidence[0]?.split(' ')[0] ?? '';
  const more = saying.length - shown.length;
  const rest: Message = more === 0 ? { en: '', ja: '' } : { en: ` And ${more} more.`, ja: `ほか ${more} 件。` };
  return {
    en: shown.map((one) => `${idOf(one)}: ${one.note.en}`).join(' ') + rest.en,
    ja: shown.map((one) => `${idOf(one)}：${one.note.ja}`).join('') + rest.ja,
  };
}
