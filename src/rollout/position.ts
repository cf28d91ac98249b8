import type { GuardPolicy } from '../schema/index.ts';
import type { RolloutPosition } from './rollout-events.ts';
import type { RolloutPlan } from './rollout-plan.ts';

/** An action that moves a rollout. `promote` is an advance by a person. */
export type RolloutAction = 'advance' | 'promote' | 'complete' | 'rollback' | 'pause' | 'resume';

/** Returns the position at the start of a rollout: in its first stage, entered `at` milliseconds since 1970. */
export function startPosition({
  epoch,
  attempt,
  at,
}: Pick<RolloutPosition, 'epoch' | 'attempt'> & { readonly at: number }): RolloutPosition {
  return { epoch, status: 'running', stage: 0, since: at, exposuresBefore: 0, attempt };
}

/** Returns why an action is not allowed, or null if it is. */
function objection({ status, stage }: RolloutPosition, action: RolloutAction, plan: RolloutPlan): string | null {
  if (status === 'rolled-back' || (status === 'completed' && action !== 'rollback')) return `the rollout is ${status}`;
  const isLast = stage + 1 >= plan.stages.length;
  if ((action === 'advance' || action === 'promote') && isLast) return 'it is in its last stage';
  if (action === 'complete' && !isLast) return 'it is not in its last stage';
  if (action === 'resume') return status === 'paused' ? null : 'it is not paused';
  if (action === 'pause' || action === 'advance') return status === 'running' ? null : 'it is paused';
  return null;
}

/**
 * Returns the position after an action at `at` (milliseconds since 1970), with the number of exposures counted so far.
 * A person's `promote` also ends a pause. After a pause, the minimum time of the stage starts again. Throws RangeError
 * if the action is not possible.
 */
export function nextPosition(
  position: RolloutPosition,
  action: RolloutAction,
  { at, exposures }: { readonly at: number; readonly exposures: number },
  plan: RolloutPlan,
): RolloutPosition {
  const why = objection(position, action, plan);
  if (why !== null) throw new RangeError(`no ${action}: ${why}`);
  const next = { ...position, epoch: position.epoch + 1 };
  if (action === 'rollback') return { ...next, status: 'rolled-back' };
  if (action === 'complete') return { ...next, status: 'completed' };
  if (action === 'pause') return { ...next, status: 'paused' };
  if (action === 'resume') return { ...next, status: 'running', since: at };
  return { ...next, status: 'running', stage: position.stage + 1, since: at, exposuresBefore: exposures };
}

/**
 * Returns the canary's share, in 1/100,000: 0 after a rollback, otherwise the share of the stage, also while paused and
 * after completion.
 */
export function shareInForce(plan: RolloutPlan, { status, stage }: RolloutPosition): number {
  return status === 'rolled-back' ? 0 : (plan.stages[stage]?.share ?? 0);
}

/**
 * Returns how answers of the canary are guarded: by the policy of the stage, or `final` for answers still running after
 * a rollback.
 */
export function policyInForce(plan: RolloutPlan, { status, stage }: RolloutPosition): GuardPolicy {
  return status === 'rolled-back' ? 'final' : (plan.stages[stage]?.policy ?? 'final');
}
