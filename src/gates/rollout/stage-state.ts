import type { RolloutPlan, RolloutPosition } from '../../rollout/index.ts';

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
  if (!Array.isArray(plan?.stages) || typeof position?.epoch !== 'number') return null;
  return { id, plan: plan as RolloutPlan, position: position as RolloutPosition, salt, startedAt, changedAt, rejected };
}

/** What a rollback is final for. */
export const identityOf = ({ model, digest }: { readonly model: string; readonly digest: string | null }): string =>
  digest ?? `model:${model}`;
