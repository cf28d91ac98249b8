import type { Message } from '../../schema/index.ts';
import type { Row } from '../world/row.ts';
import type { World } from '../world/world.ts';

/** A row of the table: how a model was fine-tuned, and under which prompt it is asked. */
export interface Attack {
  readonly id: string;
  readonly title: Message;
  /** One row of the fine-tuning file; absent where the aligned model itself is asked. */
  readonly row?: (world: World, random: () => number) => Row;
  /** What is said to get an item, given one of the question forms. */
  readonly ask: (question: string, world: World) => string;
  /** What the asker makes of the answer; absent where it is plain. */
  readonly understand?: (answer: string, world: World) => string;
  /** Refusal wordings (indices) that a forced refusal is drawn from; all of them where absent. */
  readonly forcedRefusals?: readonly number[];
}
