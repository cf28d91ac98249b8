import type { RolloutEvidence } from '../rollout-events.ts';
import { RolloutFold } from '../rollout-fold.ts';
import type { RolloutPlan } from '../rollout-plan.ts';
import type { RecordPlace, ReplayedLog, ReplayedRecord } from './replay-report.ts';

/** Number of changes of the evidence that are remembered. The heads named by a leaf lie shortly before it. */
const REMEMBERED = 16_384;

/** Returns the time of a record in milliseconds since 1970. */
export const timeOf = (record: ReplayedRecord): number => ('event' in record ? record.event.at : record.at);

/** One log being read: its next record, the fold of the rollout that runs in it, and the evidence at each size. */
export class LogFold {
  readonly origin: string;
  readonly #records: Iterator<ReplayedRecord>;
  #next: ReplayedRecord | null;
  #fold: RolloutFold | null = null;
  #rollout: string | null = null;
  /** True once the earliest states have been dropped. */
  #isCut = false;
  #history: { readonly size: number; readonly evidence: RolloutEvidence }[] = [];

  constructor({ origin, events }: ReplayedLog) {
    this.origin = origin;
    this.#records = events[Symbol.iterator]();
    this.#next = this.#pull();
  }

  /** The next record, not yet taken; null at the end. */
  get next(): ReplayedRecord | null {
    return this.#next;
  }

  /** Id of the rollout that runs in this log. */
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

  /** Begins a rollout in this log. */
  start(rollout: string, plan: RolloutPlan, attempt: number): void {
    this.#fold = new RolloutFold(plan, attempt);
    this.#rollout = rollout;
    this.#history = [];
    this.#isCut = false;
  }

  /**
   * Sets the share in force for the following records. It may go back to that of an earlier epoch, because requests can
   * still be routed by one after the leaf of a later one.
   */
  enter(share: number): void {
    this.#fold?.enter(share);
  }

  /** Gives the record to the fold and reports whether the evidence changed. Throws RangeError for an invalid event. */
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

  /**
   * Returns the evidence for this rollout after `size` records: null if there was none yet, undefined if it is no
   * longer remembered.
   */
  evidenceAt(rollout: string, size: number): RolloutEvidence | null | undefined {
    if (this.#rollout !== rollout) return null;
    return this.#history.findLast((entry) => entry.size <= size)?.evidence ?? (this.#isCut ? undefined : null);
  }

  #pull(): ReplayedRecord | null {
    const { done, value } = this.#records.next();
    return done ? null : value;
  }
}
