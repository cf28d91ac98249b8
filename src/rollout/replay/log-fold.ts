import type { RolloutEvidence } from '../rollout-events.ts';
import { RolloutFold } from '../rollout-fold.ts';
import type { RolloutPlan } from '../rollout-plan.ts';
import type { RecordPlace, ReplayedLog, ReplayedRecord } from './replay-report.ts';

/** Changes of the evidence that are remembered: heads that a leaf names lie shortly before it. */
const REMEMBERED = 16_384;

/** Milliseconds since 1970 of a record. */
export const timeOf = (record: ReplayedRecord): number => ('event' in record ? record.event.at : record.at);

/** One log on its way: its next record, the fold of the rollout that runs in it, and what its evidence was at which size. */
export class LogFold {
  readonly origin: string;
  readonly #records: Iterator<ReplayedRecord>;
  #next: ReplayedRecord | null;
  #fold: RolloutFold | null = null;
  #rollout: string | null = null;
  #epoch = -1;
  /** Whether the first states are forgotten. */
  #isCut = false;
  #history: { readonly size: number; readonly evidence: RolloutEvidence }[] = [];

  constructor({ origin, events }: ReplayedLog) {
    this.origin = origin;
    this.#records = events[Symbol.iterator]();
    this.#next = this.#pull();
  }

  /** Not yet taken; null at the end. */
  get next(): ReplayedRecord | null {
    return this.#next;
  }

  /** Of the rollout that runs in this log. */
  get rollout(): string | null {
    return this.#rollout;
  }

  get evidence(): RolloutEvidence | null {
    return this.#fold?.evidence ?? null;
  }

  take(): ReplayedRecord {
    const record = this.#next!;
    this.#next = this.#pull();
    return record;
  }

  place(record: ReplayedRecord): RecordPlace {
    return { origin: this.origin, index: record.index, at: timeOf(record) };
  }

  /** A rollout begins in this log. */
  start(rollout: string, plan: RolloutPlan, attempt: number): void {
    this.#fold = new RolloutFold(plan, attempt);
    this.#rollout = rollout;
    this.#history = [];
    this.#isCut = false;
  }

  /** The share of an epoch is in force from here on, unless that of a later one is. */
  enter(epoch: number, share: number): void {
    if (epoch <= this.#epoch) return;
    this.#epoch = epoch;
    this.#fold?.enter(share);
  }

  /** Gives the record to the fold; whether the evidence is another now. Throws RangeError for what is no event. */
  see(record: ReplayedRecord): boolean {
    const fold = this.#fold;
    if (fold === null) return false;
    if ('event' in record) fold.see(record.event);
    else fold.pass(record.at);
    const evidence = fold.evidence;
    if (evidence === this.#history.at(-1)?.evidence) return false;
    this.#history.push({ size: record.index + 1, evidence });
    if (this.#history.length < 2 * REMEMBERED) return true;
    this.#history = this.#history.slice(REMEMBERED);
    this.#isCut = true;
    return true;
  }

  /** The evidence for this rollout after `size` records; null: none yet; undefined: that is too long ago. */
  evidenceAt(rollout: string, size: number): RolloutEvidence | null | undefined {
    if (this.#rollout !== rollout) return null;
    return this.#history.findLast((entry) => entry.size <= size)?.evidence ?? (this.#isCut ? undefined : null);
  }

  #pull(): ReplayedRecord | null {
    const { done, value } = this.#records.next();
    return done ? null : value;
  }
}
