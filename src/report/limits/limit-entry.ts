import type { Evidence, Message } from '../../schema/index.ts';
import type { SaidValues } from '../say.ts';

/** Something that the evidence does not prove. */
export interface LimitEntry {
  readonly id: string;
  readonly text: Message;
  /** Returns the values of the text; null if the limit does not apply. */
  readonly when: (evidence: readonly Evidence[]) => SaidValues | null;
}
