import type { Message } from '../message.ts';
import type { EvidenceSource, Team } from './assessment.ts';

/** Whether something can be shown: 確認済, 不足, 対象外; `open`: nobody has answered yet (空欄). */
export type ChecklistState = 'confirmed' | 'lacking' | 'not-applicable' | 'open';

/** A document that asks for something of this kind. None of them is claimed to demand the item. */
export interface ChecklistReference {
  /** `aisi` is Japan AISI's goal tree (aisev, Apache-2.0), cited by its goal ids. */
  readonly document:
    | 'aisi'
    | 'ai-business-guideline'
    | 'ai-act-guideline'
    | 'ds-920'
    | 'jis-q-42001'
    | 'nist-ai-rmf'
    | 'eu-ai-act';
  /** `G9-67`, `B.6.2.8`, `MEASURE 2.6`; '' for the document as a whole. */
  readonly place: string;
}

/** Something that a company must be able to show. */
export interface ChecklistItem {
  /** `data-read-to-end`: kebab-case, the same in all versions. */
  readonly id: string;
  /** The teams responsible for it; the first one is asked. */
  readonly teams: readonly [Team, ...Team[]];
  readonly question: Message;
  /** What would answer it; shown while it is lacking or open. */
  readonly toShow: Message;
  readonly references: readonly ChecklistReference[];
}

/** An item with what the evidence or a person says about it. */
export interface FilledItem extends ChecklistItem {
  readonly state: ChecklistState;
  /** `evidence`: filled from results; `person`: from the answers; null while open. */
  readonly filledBy: 'evidence' | 'person' | null;
  /**
   * Why it is in this state, with its numbers; a person's own words are the same in both languages. While open: what
   * the evidence leaves to be judged.
   */
  readonly note: Message | null;
  /** `E1 sha256:…`, `E3 #1042`: what an auditor looks up. */
  readonly evidence: readonly string[];
  /** The person who answered; null otherwise. */
  readonly by: string | null;
  /** `2026-11-29`; null if none is given. */
  readonly date: string | null;
}

/** The checklist of a company, filled in. */
export interface Checklist {
  readonly schema: 'zenbun.checklist/1';
  readonly items: readonly FilledItem[];
  readonly counts: Readonly<Record<ChecklistState, number>>;
  /** What `E1`, `E2`, … in the items refer to, so that a checklist can be read on its own. */
  readonly evidence: readonly EvidenceSource[];
}

/** A person's answer about an item. */
export interface ChecklistAnswer {
  /** Id of the item. */
  readonly item: string;
  readonly state: Exclude<ChecklistState, 'open'>;
  /** The reason if it is not applicable; otherwise it may be empty. */
  readonly note: string;
  readonly by: string;
  /** `2026-11-29`. */
  readonly date: string;
}

/** The answers people have given: the YAML file in the repository. */
export interface ChecklistAnswers {
  readonly schema: 'zenbun.checklist-answers/1';
  readonly answers: readonly ChecklistAnswer[];
}
