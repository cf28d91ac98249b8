import {
  BUCKETS,
  type RolloutPlan,
  type RolloutPosition,
  readRolloutLeaf,
  requirePlan,
  shareInForce,
} from '../../../rollout/index.ts';
import type { GuardPolicy } from '../../../schema/index.ts';
import type { LoggedRecord } from '../record-events.ts';

/** A leaf that was in force. `leaf`: origin of the log, `#`, index. */
interface StageLeaf {
  readonly rollout: string;
  readonly leaf: string;
}

/** Number of leaves that are remembered. */
const MOST_LEAVES = 100;

/** Returns a stage with its leaf added. */
export const withLeaf = (stage: StageState, leaf: string): StageState => ({
  ...stage,
  leaves: [...stage.leaves, { rollout: stage.id, leaf }].slice(-MOST_LEAVES),
});

export const isLedTo = ({ leaves }: StageState, leaf: string): boolean => leaves.some((each) => each.leaf === leaf);

/**
 * State of a rollout that the gateways of one model share: the JSON of a row of the lease. It contains secrets of the
 * rollout.
 */
export interface StageState {
  /** ID of the rollout. */
  readonly id: string;
  readonly plan: RolloutPlan;
  readonly position: RolloutPosition;
  /** Salt of the assignment, in hexadecimal. */
  readonly salt: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Time of the last change, in milliseconds since 1970. */
  readonly changedAt: number;
  /** The last leaves of this model's rollouts that were in force, in order: the last one is that of this stage. */
  readonly leaves: readonly StageLeaf[];
  /** Canaries that were rolled back under this model name: digests, or names if none is known. */
  readonly rejected: readonly string[];
}

/** Reads the state of a row; null if it is not valid, and then nothing is rolled out. */
export function readStageState(state: unknown): StageState | null {
  const {
    id,
    plan: kept,
    position,
    salt,
    startedAt,
    changedAt,
    leaves,
    rejected,
  } = (state ?? {}) as Partial<StageState>;
  if (typeof id !== 'string' || typeof salt !== 'string') return null;
  if (typeof startedAt !== 'number' || typeof changedAt !== 'number' || !Array.isArray(rejected)) return null;
  // Rows from before there was a second rule name none.
  const plan = kept?.rule === undefined ? { ...kept, rule: 1 } : kept;
  if (!Array.isArray(leaves) || !isKept(plan) || !isPosition(position, plan.stages.length)) return null;
  return { id, plan, position, salt, startedAt, changedAt, leaves, rejected };
}

const POLICIES: ReadonlySet<unknown> = new Set<GuardPolicy>(['final', 'judged', 'observe']);
const STATUSES: ReadonlySet<unknown> = new Set<RolloutPosition['status']>([
  'running',
  'paused',
  'rolled-back',
  'completed',
]);

/** Reports whether this version can judge by a plan: a plan that it cannot judge is not served. */
function isKept(plan: unknown): plan is RolloutPlan {
  try {
    requirePlan(plan as RolloutPlan);
    return (plan as RolloutPlan).stages.every(({ policy }) => POLICIES.has(policy));
  } catch {
    return false;
  }
}

function isPosition(position: Partial<RolloutPosition> | undefined, stages: number): position is RolloutPosition {
  const { epoch, status, stage, since, exposuresBefore, attempt } = position ?? {};
  if (![epoch, stage, since, exposuresBefore].every(Number.isSafeInteger) || !STATUSES.has(status)) return false;
  return Number.isSafeInteger(attempt) && attempt! >= 1 && stage! >= 0 && stage! < stages;
}

/** Reports whether the stage may still change by itself. */
export const isOpen = ({ position }: StageState): boolean =>
  position.status === 'running' || position.status === 'paused';

/** Reports whether stable keeps a share after completion, as a control. */
export const holdsBack = ({ plan, position }: Pick<StageState, 'plan' | 'position'>): boolean =>
  position.status === 'completed' && shareInForce(plan, position) < BUCKETS;

/** Returns the identity for which a rollback is final. */
export const identityOf = ({ model, digest }: { readonly model: string; readonly digest: string | null }): string =>
  digest ?? `model:${model}`;

/** A change whose leaf was never in force. `leaf`: origin of the log, `#`, index. */
export interface UnfinishedChange {
  readonly epoch: number;
  readonly leaf: string;
}

/**
 * Collects changes in a gateway's own log that its last process wrote but did not carry out: it ended between the leaf
 * and the row, and the stage in force did not come from them. Changes that a record already declares superseded are
 * left out.
 */
export class UnfinishedChanges {
  readonly #stage: StageState;
  readonly #origin: string;
  readonly #found = new Map<string, UnfinishedChange>();

  /** `stage`: the one in force. `origin`: that of the log. */
  constructor(stage: StageState, origin: string) {
    this.#stage = stage;
    this.#origin = origin;
  }

  get all(): readonly UnfinishedChange[] {
    return [...this.#found.values()];
  }

  /** Takes the next record of the log. */
  learn({ index, kind, fields }: LoggedRecord): void {
    if (kind !== 'rollout') return;
    if (fields.action === 'superseded') this.#found.delete(String(fields.leaf));
    const read = readRolloutLeaf(fields);
    if (read === null) return;
    const { plan, position, leaves } = this.#stage;
    const { action, rollout, epoch } = read;
    const isRemembered = epoch > position.epoch - leaves.length;
    const isOfThis =
      action === 'start' ? read.plan.model === plan.model : leaves.some((each) => each.rollout === rollout);
    const leaf = `${this.#origin}#${index}`;
    if (isRemembered && isOfThis && !isLedTo(this.#stage, leaf)) this.#found.set(leaf, { epoch, leaf });
  }
}
