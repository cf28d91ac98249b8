import { type ChecklistState, type Evidence, type EvidenceOf, evidenceOf, type Message } from '../../schema/index.ts';
import type { ChecklistEntry, EvidenceFilling } from './checklist-entry.ts';

type Kind = Evidence['kind'];

/** The answer that a single result gives to an item. */
export interface ResultFilling {
  readonly state: ChecklistState;
  readonly note: Message;
  /** Ledger records that show it; if absent, the result as a whole does. */
  readonly records?: readonly number[];
}

/** Reads one result; returns null if it says nothing about the item. */
type ReadResult<K extends Kind> = (result: EvidenceOf<K>['result']) => ResultFilling | null;

/** From worst to best: what is lacking in one result is lacking. */
const WORST_FIRST: readonly ChecklistState[] = ['lacking', 'open', 'confirmed', 'not-applicable'];
/** For things that need to be shown only once. */
const BEST_FIRST: readonly ChecklistState[] = ['confirmed', 'lacking', 'open', 'not-applicable'];

/** Requires every result of the kind to show it. */
export const everyOne =
  <K extends Kind>(kind: K, read: ReadResult<K>): ChecklistEntry['fill'] =>
  (evidence) =>
    together(fillings(evidence, kind, read), WORST_FIRST);

/** Requires one result of the kind to show it. */
export const anyOne =
  <K extends Kind>(kind: K, read: ReadResult<K>): ChecklistEntry['fill'] =>
  (evidence) =>
    together(fillings(evidence, kind, read), BEST_FIRST);

/** Combines several fillings; the gravest decides. */
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

/**
 * Characters of a digest that are shown, enough to distinguish two files; `Checklist.evidence` has the whole digest.
 */
const SHOWN_DIGEST = 16;
/** Maximum number of records that are named. */
const MAX_RECORDS = 5;
/** Maximum number of results that are described for an item. */
const MAX_NOTES = 3;

/** Returns `E1 sha256:0123456789abcdef…`, `E3 root:…`, or `E3 #1042` for each record. */
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
