import { type RolloutEvidence, RolloutFold } from '../../rollout/index.ts';
import { type LoggedRecord, RecordEvents } from './record-events.ts';
import type { StageState } from './stage-state.ts';

/** The evidence of one rollout in the log of this gateway, as it grows. */
export class OwnEvidence {
  readonly #id: string;
  readonly #fold: RolloutFold;
  readonly #events = new RecordEvents();
  #share = 0;
  #size = 0;

  constructor({ id, plan, position }: StageState) {
    this.#id = id;
    this.#fold = new RolloutFold(plan, position.attempt);
  }

  get evidence(): RolloutEvidence {
    return this.#fold.evidence;
  }

  /** Records of the log that it comes from. */
  get size(): number {
    return this.#size;
  }

  /** The next record of the log. true: it may have changed the evidence. */
  learn(record: LoggedRecord): boolean {
    this.#size = record.index + 1;
    const read = this.#events.read(record);
    if (read === null || read.rollout !== this.#id) return false;
    if (read.share !== null && read.share !== this.#share) {
      this.#share = read.share;
      this.#fold.enter(read.share);
    }
    this.#fold.see(read.event);
    return read.event.kind !== 'request';
  }
}
