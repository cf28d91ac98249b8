import type { Assessment, CostEstimate, Evidence, Message } from '../../schema/index.ts';
import type { SaidValues } from '../say.ts';

export const AUDIENCES = ['chair', 'engineer', 'supplier'] as const;

export type MeetingAudience = (typeof AUDIENCES)[number];

/** A sentence that somebody can say in a meeting, where it is true. */
export interface MeetingEntry {
  readonly id: string;
  readonly audience: MeetingAudience;
  /** Of two that are true, the larger is said. Results that stop are above 90, what was not checked 90, reviews from 70, passes from 50. */
  readonly weight: number;
  readonly text: Message;
  /** The values that make the text a true sentence of this evidence; null where it is not. */
  readonly when: (
    assessment: Assessment,
    evidence: readonly Evidence[],
    costs: CostEstimate | null,
  ) => SaidValues | null;
}
