import { type RolloutEvidence, RolloutFold } from '../../rollout/index.ts';
import { type LoggedRecord, RecordEvents } from './record-events.ts';
import type { StageState } from './stage/stage-state.ts';

/**
 * The evidence of one rollout in the log of this gateway, as it grows: the same that `replayRollouts` computes later.
 */
export class OwnEvidence {
  readonly #id: string;
  readonly #fold: RolloutFold;
  readonly #events = new RecordEvents();
  #share = 0;
  #size = 0;

  constructor({ id, plan, position: { attempt } }: StageState) {
    this.#id = id;
    this.#fold = new RolloutFold(plan, attempt);
  }

  get evidence(): RolloutEvidence {
    return this.#fold.evidence;
  }

  /** Size of the log that it is based on. */
  get size(): number {
    return this.#size;
  }

  /**
   * Takes the next record of the log; one that was already taken changes nothing. Returns true if the evidence may have
   * changed.
   */
  learn(record: LoggedRecord): boolean {
    if (record.index < this.#size) return false;
    this.#size = record.index + 1;
    const read = this.#events.read(record);
    if (read === null || read.rollout !== this.#id) {
      this.#fold.pass(record.time);
      return false;
    }
    // Use the share of the record itself: between the leaf of a change and its row, requests are routed as before.
    if (read.share !== null) this.#enter(read.share);
    this.#fold.see(read.event);
    return read.event.kind !== 'request';
  }

  #enter(share: number): void {
    if (share === this.#share) return;
    this.#share = share;
    this.#fold.enter(share);
  }
}
