import type { ChecklistItem, ChecklistState, Evidence, Message } from '../../schema/index.ts';

/** What evidence says of an item. `open`: it was looked at, and the answer is left to a person. */
export interface EvidenceFilling {
  readonly state: ChecklistState;
  readonly note: Message;
  /** `E1 sha256:…`, `E3 #1042`: where it can be seen. */
  readonly evidence: readonly string[];
}

/** An item of the catalogue, and how evidence answers it. */
export interface ChecklistEntry extends ChecklistItem {
  /** null: evidence says nothing of it, only people can answer. Never `confirmed` by what nobody checked. */
  readonly fill: (evidence: readonly Evidence[]) => EvidenceFilling | null;
}

/** For what no result of zenbun can show. */
export const onlyPeople = (): null => null;
