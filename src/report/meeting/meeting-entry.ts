import type { Assessment, CostEstimate, Evidence, Message } from '../../schema/index.ts';
import type { SaidValues } from '../say.ts';

export const AUDIENCES = ['chair', 'engineer', 'supplier'] as const;

export type MeetingAudience = (typeof AUDIENCES)[number];

/** A sentence that somebody can say in a meeting if it is true. */
export interface MeetingEntry {
  readonly id: string;
  readonly audience: MeetingAudience;
  /**
   * Of two true sentences, the one with the larger weight is said. Proposals have 100, what was not checked 99, results
   * that stop more than 90, reviews 70 or more, passes 50 or more.
   */
  readonly weight: number;
  readonly text: Message;
  /** Returns the values that make the text a true sentence about this evidence; null if it is not true. */
  readonly when: (
    assessment: Assessment,
    evidence: readonly Evidence[],
    costs: CostEstimate | null,
  ) => SaidValues | null;
}
