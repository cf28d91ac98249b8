import { inThousandths } from '../leaf/rollout-fields.ts';
import type { RolloutChange, RolloutStart } from '../leaf/rollout-leaf.ts';
import { NO_METRIC_EVIDENCE } from '../merge-evidence.ts';
import { nextPosition, shareInForce, startPosition } from '../position.ts';
import type { RolloutEvidence, RolloutPosition } from '../rollout-events.ts';
import type { DueRollback, RecordPlace } from './replay-report.ts';

/** One rollout, as recorded by its leaves so far. */
export class RolloutRecord {
  readonly start: RolloutStart;
  position: RolloutPosition;
  /** The rollback that became due, and at which event; null while the rule has not demanded one. */
  due: DueRollback | null = null;
  rolledBack: RecordPlace | null = null;

  constructor(start: RolloutStart) {
    this.start = start;
    this.position = startPosition(start);
  }

  get share(): number {
    return shareInForce(this.start.plan, this.position);
  }

  /** Applies a change. Throws RangeError if it is not allowed. */
  apply(change: RolloutChange, place: RecordPlace): void {
    if (change.epoch !== this.position.epoch + 1) {
      throw new RangeError(`epoch ${change.epoch} after ${this.position.epoch}`);
    }
    const exposures = change.evidence?.exposures ?? 0;
    this.position = nextPosition(this.position, change.action, { at: change.at, exposures }, this.start.plan);
    if (change.action !== 'rollback') return;
    this.rolledBack = place;
    if (this.due !== null) this.due = { ...this.due, lateMs: place.at - this.due.at };
  }
}

/**
 * Reports whether two pieces of evidence are the same at the precision of a leaf: counts exactly, logarithms to a
 * thousandth, since machines round them differently.
 */
export function isSameEvidence(a: RolloutEvidence, b: RolloutEvidence): boolean {
  if (a.exposures !== b.exposures) return false;
  return [...new Set([...Object.keys(a.metrics), ...Object.keys(b.metrics)])].every((id) => {
    const [one, other] = [a, b].map(({ metrics }) => (Object.hasOwn(metrics, id) ? metrics[id]! : NO_METRIC_EVIDENCE));
    const isNear = (x: number, y: number) => Math.abs(inThousandths(x) - inThousandths(y)) <= 1;
    return (
      one!.pairs === other!.pairs &&
      one!.canaryHarms === other!.canaryHarms &&
      one!.controlHarms === other!.controlHarms &&
      isNear(one!.logRollback, other!.logRollback) &&
      isNear(one!.logPromotion, other!.logPromotion)
    );
  });
}
