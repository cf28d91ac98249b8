import type { ChecklistItem, ChecklistState, Evidence, Message } from '../../schema/index.ts';

/** The answer that evidence gives to an item. `open`: the evidence was examined, but the answer is left to a person. */
export interface EvidenceFilling {
  readonly state: ChecklistState;
  readonly note: Message;
  /** Where to find it: `E1 sha256:…`, `E3 #1042`. */
  readonly evidence: readonly string[];
}

/** An item of the catalogue, and how evidence answers it. */
export interface ChecklistEntry extends ChecklistItem {
  /**
   * Returns null if the evidence says nothing about the item, so that only people can answer it. Never `confirmed` for
   * something that nobody checked.
   */
  readonly fill: (evidence: readonly Evidence[]) => EvidenceFilling | null;
}

/** Filler for items that no result of zenbun can answer. */
export const onlyPeople = (): null => null;
