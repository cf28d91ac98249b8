import { isCanary } from '../bucket.ts';
import { decide } from '../decide.ts';
import type { RolloutChange, RolloutLeaf } from '../leaf/rollout-leaf.ts';
import { mergeEvidence } from '../merge-evidence.ts';
import type { RolloutEvidence, RolloutRequest } from '../rollout-events.ts';
import { LogFold, timeOf } from './log-fold.ts';
import type {
  DueRollback,
  Listed,
  RecordPlace,
  ReplayedChange,
  ReplayedLog,
  ReplayedRecord,
  ReplayProblem,
  ReplayReport,
  ServedAfterRollback,
  WrongAssignment,
} from './replay-report.ts';
import { isSameEvidence, RolloutRecord } from './rollout-record.ts';

const MOST_LISTED = 1000;
/** The leaf's `by` for decisions made by the rule. */
const CONTROLLER = 'zenbun';

class List<T> implements Listed<T> {
  readonly first: T[] = [];
  count = 0;

  add(item: T): void {
    this.count += 1;
    if (this.first.length < MOST_LISTED) this.first.push(item);
  }
}

const epochOf = (record: ReplayedRecord | null): number | null | undefined =>
  record !== null && 'event' in record ? record.epoch : record?.leaf?.epoch;

class Replay {
  readonly #logs: readonly LogFold[];
  /** The lowest epoch that any log begins with. */
  readonly #first: number;
  readonly #rollouts: RolloutRecord[] = [];
  /** For each epoch, the share it puts in force and its rollout. */
  readonly #epochs = new Map<number, { readonly share: number; readonly rollout: RolloutRecord }>();
  readonly #changes: ReplayedChange[] = [];
  readonly #after = new List<ServedAfterRollback>();
  readonly #assignments = new List<WrongAssignment>();
  readonly #problems = new List<ReplayProblem>();

  constructor(logs: readonly ReplayedLog[]) {
    this.#logs = logs.map((log) => new LogFold(log));
    this.#first = Math.min(...this.#logs.map(({ next }) => epochOf(next) ?? Number.POSITIVE_INFINITY));
  }

  run(): ReplayReport {
    for (let log = this.#nextLog(); log !== null; log = this.#nextLog()) this.#step(log);
    return {
      changes: this.#changes,
      due: this.#rollouts.map(({ due }) => due).filter((due): due is DueRollback => due !== null),
      afterRollback: this.#after,
      assignments: this.#assignments,
      problems: this.#problems,
    };
  }

  get #rollout(): RolloutRecord | null {
    return this.#rollouts.at(-1) ?? null;
  }

  /**
   * Returns the log with the earliest record. A log waits if its next record depends on a leaf that is in another log.
   */
  #nextLog(): LogFold | null {
    const left = this.#logs.filter(({ next }) => next !== null);
    const ready = left.filter(({ next }) => !this.#isAhead(next!));
    const among = ready.length > 0 ? ready : left;
    return among.reduce<LogFold | null>((first, log) => {
      return first === null || timeOf(log.next!) < timeOf(first.next!) ? log : first;
    }, null);
  }

  #isAhead(record: ReplayedRecord): boolean {
    const epoch = this.#rollout?.position.epoch ?? this.#first - 1;
    if ('event' in record) return record.epoch !== null && !this.#epochs.has(record.epoch) && record.epoch > epoch;
    // Clocks differ, so a change waits for the one before it, in whichever log that is.
    return record.leaf !== null && record.leaf.epoch > epoch + 1;
  }

  #step(log: LogFold): void {
    const record = log.take();
    const place = log.place(record);
    try {
      if (!('event' in record) && record.leaf !== null) this.#leaf(log, record.leaf, place);
      else if ('event' in record && record.event.kind === 'request')
        this.#request(log, record.event, record.epoch, place);
      else if ('event' in record) this.#enter(log, record.epoch);
      if (log.see(record)) this.#check(place);
    } catch (problem) {
      if (!(problem instanceof RangeError)) throw problem;
      this.#problems.add({ ...place, problem: problem.message });
    }
  }

  /** Checks whether the rule now demands a rollback, after the evidence has changed. */
  #check(place: RecordPlace): void {
    const rollout = this.#rollout;
    if (rollout === null || rollout.due !== null) return;
    const evidence = this.#logs.flatMap((log) => (log.rollout === rollout.start.rollout ? [log.evidence!] : []));
    const decision = decide(rollout.start.plan, rollout.position, mergeEvidence(evidence), place.at);
    if (decision?.action !== 'rollback') return;
    rollout.due = {
      ...place,
      rollout: rollout.start.rollout,
      metric: decision.metric,
      lateMs: null,
      canaryRequests: 0,
    };
  }

  #request(log: LogFold, { arm, bucket }: RolloutRequest, epoch: number | null, place: RecordPlace): void {
    const known = this.#enter(log, epoch);
    const share = epoch === null ? 0 : (known?.share ?? null);
    const isRight = share !== null && isCanary(bucket, share) === (arm === 'canary');
    if (!isRight) this.#assignments.add({ ...place, epoch, bucket, arm, share });
    const rollout = this.#rollout;
    if (arm !== 'canary' || rollout === null) return;
    const back = rollout.rolledBack;
    if (back === null) {
      if (rollout.due !== null) rollout.due = { ...rollout.due, canaryRequests: rollout.due.canaryRequests + 1 };
    } else if (log.origin === back.origin ? place.index > back.index : place.at > back.at) {
      this.#after.add({ ...place, rollout: rollout.start.rollout, epoch, afterMs: place.at - back.at });
    }
  }

  /** Looks up the epoch of a record and begins it in this log if necessary. */
  #enter(log: LogFold, epoch: number | null): { readonly share: number } | null {
    const known = epoch === null ? undefined : this.#epochs.get(epoch);
    if (known === undefined) return null;
    this.#begin(log, known.share, known.rollout);
    return known;
  }

  /** Begins an epoch in a log, and also its rollout if this is its first epoch in this log. */
  #begin(log: LogFold, share: number, { start }: RolloutRecord): void {
    const isCurrent = start === this.#rollout?.start;
    if (isCurrent && log.rollout !== start.rollout) log.start(start.rollout, start.plan, start.attempt);
    log.enter(share);
  }

  #leaf(log: LogFold, leaf: RolloutLeaf, place: RecordPlace): void {
    if (leaf.action === 'start') this.#rollouts.push(new RolloutRecord(leaf));
    const rollout = this.#rollout;
    if (rollout === null || rollout.start.rollout !== leaf.rollout) {
      throw new RangeError(`${leaf.action} of ${leaf.rollout}, which does not run`);
    }
    if (leaf.action !== 'start') {
      this.#changes.push(this.#compared(rollout, leaf, place));
      rollout.apply(leaf, place);
    }
    this.#epochs.set(leaf.epoch, { share: rollout.share, rollout });
    this.#begin(log, rollout.share, rollout);
  }

  #compared(rollout: RolloutRecord, change: RolloutChange, place: RecordPlace): ReplayedChange {
    const { epoch, action, by, evidence: stated } = change;
    const about = { ...place, rollout: change.rollout, epoch, action, by, stated };
    if (by !== CONTROLLER) return { ...about, verdict: 'person', rule: null, recomputed: null };
    const recomputed = this.#evidenceAt(change);
    if (recomputed === null) return { ...about, verdict: 'unknown', rule: null, recomputed };
    const rule = decide(rollout.start.plan, rollout.position, recomputed, change.at);
    const isSame = rule?.action === action && stated !== null && isSameEvidence(recomputed, stated);
    return { ...about, verdict: isSame ? 'same' : 'differs', rule, recomputed };
  }

  /** Returns the evidence of all logs together at the heads that a change names, or null if it cannot be known. */
  #evidenceAt({ rollout, heads }: RolloutChange): RolloutEvidence | null {
    const parts: RolloutEvidence[] = [];
    for (const { origin, size } of heads) {
      const log = this.#logs.find((each) => each.origin === origin);
      if (log === undefined) return null;
      while (log.next !== null && log.next.index < size) this.#step(log);
      const evidence = log.evidenceAt(rollout, size);
      if (evidence === undefined) return null;
      if (evidence !== null) parts.push(evidence);
    }
    return mergeEvidence(parts);
  }
}

/**
 * Recomputes every decision of one model's rollouts from the records of one or more logs. Each automatic change is
 * compared with the decision of the rule at the heads that it names. What happened is compared with what should have
 * happened: rollbacks that came late or not at all, canary requests after a rollback, and requests that went to the
 * wrong arm. Each log is read once, in order. Memory per log: one fold and 32,768 states of its evidence. Never throws
 * because of a log's content; impossible records are listed as problems.
 */
export function replayRollouts(logs: readonly ReplayedLog[]): ReplayReport {
  return new Replay(logs).run();
}
