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
/** Who decides by the rule, in the leaf's `by`. */
const CONTROLLER = 'zenbun';

class List<T> implements Listed<T> {
  readonly first: T[] = [];
  count = 0;

  add(item: T): void {
    this.count += 1;
    if (this.first.length < MOST_LISTED) this.first.push(item);
  }
}

class Replay {
  readonly #logs: readonly LogFold[];
  readonly #rollouts: RolloutRecord[] = [];
  /** The share that each epoch puts in force, and in which rollout. */
  readonly #epochs = new Map<number, { readonly share: number; readonly rollout: RolloutRecord }>();
  readonly #changes: ReplayedChange[] = [];
  readonly #after = new List<ServedAfterRollback>();
  readonly #assignments = new List<WrongAssignment>();
  readonly #problems = new List<ReplayProblem>();

  constructor(logs: readonly ReplayedLog[]) {
    this.#logs = logs.map((log) => new LogFold(log));
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

  /** The log with the earliest record; one that is ahead of a leaf which another log has waits for it. */
  #nextLog(): LogFold | null {
    const left = this.#logs.filter(({ next }) => next !== null);
    const ready = left.filter(({ next }) => !this.#isAhead(next!));
    const among = ready.length > 0 ? ready : left;
    return among.reduce<LogFold | null>((first, log) => {
      return first === null || timeOf(log.next!) < timeOf(first.next!) ? log : first;
    }, null);
  }

  #isAhead(record: ReplayedRecord): boolean {
    if (!('event' in record) || record.epoch === null || this.#epochs.has(record.epoch)) return false;
    return record.epoch > (this.#rollout?.position.epoch ?? -1);
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

  /** Whether the rule says rollback, now that there is more evidence. */
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

  /** What is known of the epoch of a record; it begins in this log, if it has not. */
  #enter(log: LogFold, epoch: number | null): { readonly share: number } | null {
    const known = epoch === null ? undefined : this.#epochs.get(epoch);
    if (known === undefined) return null;
    this.#begin(log, epoch!, known.share, known.rollout);
    return known;
  }

  /** An epoch begins in a log, and with it, if it is the first that the log knows of it, its rollout. */
  #begin(log: LogFold, epoch: number, share: number, { start }: RolloutRecord): void {
    const isCurrent = start === this.#rollout?.start;
    if (isCurrent && log.rollout !== start.rollout) log.start(start.rollout, start.plan, start.attempt);
    log.enter(epoch, share);
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
    this.#begin(log, leaf.epoch, rollout.share, rollout);
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

  /** Of all logs together at the heads that a change names; null where that cannot be known. */
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
 * Recomputes every decision of one model's rollouts from the records of one or more logs. Each automatic change is compared with what the rule
 * says at the heads that it names; and what happened is compared with what should have: rollbacks that came late or not at all,
 * canary requests after one, requests that went to the wrong arm. Each log is read once, in order. Memory: that of one fold, and 32,768 states
 * of its evidence, for each log. Never throws for what a log holds; what cannot be is listed as a problem.
 */
export function replayRollouts(logs: readonly ReplayedLog[]): ReplayReport {
  return new Replay(logs).run();
}
