import type { Message } from '../message.ts';
import type { EvidenceSource, Team } from './assessment.ts';

/** Whether something can be shown: 確認済, 不足, 対象外; `open`: nobody has answered yet (空欄). */
export type ChecklistState = 'confirmed' | 'lacking' | 'not-applicable' | 'open';

/** A document that asks for something of the kind. None of them is claimed to demand the item. */
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
  /** `G9-67`, `B.6.2.8`, `MEASURE 2.6`; '' where the document as a whole is meant. */
  readonly place: string;
}

/** What a company must be able to show. */
export interface ChecklistItem {
  /** `data-read-to-end`: kebab-case, stays the same over versions. */
  readonly id: string;
  /** Who answers for it; the first is asked. */
  readonly teams: readonly [Team, ...Team[]];
  readonly question: Message;
  /** What would answer it: shown where it is lacking or open. */
  readonly toShow: Message;
  readonly references: readonly ChecklistReference[];
}

/** An item with what the evidence or a person says. */
export interface FilledItem extends ChecklistItem {
  readonly state: ChecklistState;
  /** `evidence`: filled from results; `person`: from the answers; null while open. */
  readonly filledBy: 'evidence' | 'person' | null;
  /** Why it is in this state, with its numbers; a person's own words in both languages alike. While open, what the evidence leaves to be judged. */
  readonly note: Message | null;
  /** `E1 sha256:…`, `E3 #1042`: what an auditor looks up. */
  readonly evidence: readonly string[];
  /** Of a person's answer; null otherwise. */
  readonly by: string | null;
  /** `2026-11-29`; null where none is given. */
  readonly date: string | null;
}

/** The checklist of a company, filled. */
export interface Checklist {
  readonly schema: 'zenbun.checklist/1';
  readonly items: readonly FilledItem[];
  readonly counts: Readonly<Record<ChecklistState, number>>;
  /** What `E1`, `E2`, … of the items are, so that a checklist can be read alone. */
  readonly evidence: readonly EvidenceSource[];
}

/** What a person says of an item. */
export interface ChecklistAnswer {
  /** Its id. */
  readonly item: string;
  readonly state: Exclude<ChecklistState, 'open'>;
  /** The reason where it is not applicable; otherwise it may be empty. */
  readonly note: string;
  readonly by: string;
  /** `2026-11-29`. */
  readonly date: string;
}

/** What people have answered: the YAML file in the repository. */
export interface ChecklistAnswers {
  readonly schema: 'zenbun.checklist-answers/1';
  readonly answers: readonly ChecklistAnswer[];
}
