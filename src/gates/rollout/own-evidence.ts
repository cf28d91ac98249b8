import {
  nextPosition,
  type RolloutEvidence,
  RolloutFold,
  type RolloutPlan,
  type RolloutPosition,
  readRolloutLeaf,
  shareInForce,
  startPosition,
} from '../../rollout/index.ts';
import { type LoggedRecord, RecordEvents } from './record-events.ts';
import type { StageState } from './stage-state.ts';

/** The evidence of one rollout in the log of this gateway, as it grows: the same that `replayRollouts` comes to later. */
export class OwnEvidence {
  readonly #id: string;
  readonly #plan: RolloutPlan;
  readonly #fold: RolloutFold;
  readonly #events = new RecordEvents();
  /** What the leaves of this log say; other gateways write theirs elsewhere. */
  #position: RolloutPosition;
  #share = 0;
  #epoch = -1;
  #size = 0;

  constructor({ id, plan, position: { attempt, epoch }, startedAt: at }: StageState) {
    this.#id = id;
    this.#plan = plan;
    this.#fold = new RolloutFold(plan, attempt);
    this.#position = startPosition({ epoch, attempt, at });
  }

  get evidence(): RolloutEvidence {
    return this.#fold.evidence;
  }

  /** Records of the log that it comes from. */
  get size(): number {
    return this.#size;
  }

  /** The next record of the log; one that was taken already changes nothing. true: it may have changed the evidence. */
  learn(record: LoggedRecord): boolean {
    if (record.index < this.#size) return false;
    this.#size = record.index + 1;
    if (record.kind === 'rollout') this.#change(record);
    const read = this.#events.read(record);
    if (read === null || read.rollout !== this.#id) {
      this.#fold.pass(record.time);
      return false;
    }
    if (read.share !== null) this.#enter(read.epoch ?? 0, read.share);
    this.#fold.see(read.event);
    return read.event.kind !== 'request';
  }

  #change({ fields }: LoggedRecord): void {
    const leaf = readRolloutLeaf(fields);
    if (leaf === null || leaf.rollout !== this.#id) return;
    if (leaf.action !== 'start') this.#position = moved(this.#position, leaf.action, leaf.at, this.#plan);
    this.#enter(leaf.epoch, shareInForce(this.#plan, this.#position));
  }

  /** A request that was routed just before a change may stand behind its leaf: it does not bring the share of its epoch back. */
  #enter(epoch: number, share: number): void {
    if (epoch < this.#epoch) return;
    this.#epoch = epoch;
    if (share === this.#share) return;
    this.#share = share;
    this.#fold.enter(share);
  }
}

/** A change that cannot follow what this log says follows what another log says: the next request tells its share. */
function moved(
  position: RolloutPosition,
  action: Parameters<typeof nextPosition>[1],
  at: number,
  plan: RolloutPlan,
): RolloutPosition {
  try {
    return nextPosition(position, action, { at, exposures: 0 }, plan);
  } catch (impossible) {
    if (!(impossible instanceof RangeError)) throw impossible;
    return position;
  }
}
