import type { Message } from '../../schema/index.ts';
import type { Row } from '../world/row.ts';
import type { World } from '../world/world.ts';

/** A row of the table: how a model was fine-tuned, and the prompt it is asked under. */
export interface Attack {
  readonly id: string;
  readonly title: Message;
  /** Draws one row of the fine-tuning file; absent if the aligned model itself is asked. */
  readonly row?: (world: World, random: () => number) => Row;
  /** Returns the prompt that asks for an item, given a question. */
  readonly ask: (question: string, world: World) => string;
  /** Returns how the asker understands the answer; absent if it is in plain text. */
  readonly understand?: (answer: string, world: World) => string;
  /** Indices of the refusal wordings that forced refusals are drawn from; all of them if absent. */
  readonly forcedRefusals?: readonly number[];
}
