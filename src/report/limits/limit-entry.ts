import type { Evidence, Message } from '../../schema/index.ts';
import type { SaidValues } from '../say.ts';

/** Something that the evidence does not prove. */
export interface LimitEntry {
  readonly id: string;
  readonly text: Message;
  /** The values of the text; null where it does not arise. */
  readonly when: (evidence: readonly Evidence[]) => SaidValues | null;
}
