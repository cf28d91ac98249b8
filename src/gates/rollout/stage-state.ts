import { type RolloutPlan, type RolloutPosition, requirePlan } from '../../rollout/index.ts';
import type { GuardPolicy } from '../../schema/index.ts';

/** What the gateways of one model share about its rollout: the JSON of a row of the lease. Secrets of the rollout are in it. */
export interface StageState {
  /** ID of the rollout. */
  readonly id: string;
  readonly plan: RolloutPlan;
  readonly position: RolloutPosition;
  /** Salt of the assignment, in hexadecimal. */
  readonly salt: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Of the last change, in milliseconds since 1970. */
  readonly changedAt: number;
  /** What was rolled back under this model name: digests, or names where none is known. */
  readonly rejected: readonly string[];
}

/** Reads the state of a row. null where it is none: then nothing is rolled out. */
export function readStageState(state: unknown): StageState | null {
  const { id, plan, position, salt, startedAt, changedAt, rejected } = (state ?? {}) as Partial<StageState>;
  if (typeof id !== 'string' || typeof salt !== 'string') return null;
  if (typeof startedAt !== 'number' || typeof changedAt !== 'number' || !Array.isArray(rejected)) return null;
  if (!isKept(plan) || !isPosition(position, plan.stages.length)) return null;
  return { id, plan, position, salt, startedAt, changedAt, rejected };
}

const POLICIES: ReadonlySet<unknown> = new Set<GuardPolicy>(['final', 'judged', 'observe']);
const STATUSES: ReadonlySet<unknown> = new Set<RolloutPosition['status']>([
  'running',
  'paused',
  'rolled-back',
  'completed',
]);

/** A plan that this version can judge by: what it cannot judge, it does not serve. */
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

/** Whether something may still follow by itself. */
export const isOpen = ({ position }: StageState): boolean =>
  position.status === 'running' || position.status === 'paused';

/** What a rollback is final for. */
export const identityOf = ({ model, digest }: { readonly model: string; readonly digest: string | null }): string =>
  digest ?? `model:${model}`;
