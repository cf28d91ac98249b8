import { BUCKETS, type RolloutPlan } from '../../rollout/index.ts';
import type { LoggedRollout, RolloutStep } from '../../schema/index.ts';
import type { HistoryEntry } from '../rollout/history/rollout-history.ts';

type InForce = Extract<HistoryEntry, { what: 'change' }>;

const AFTER: Readonly<Partial<Record<RolloutStep['action'], LoggedRollout['state']>>> = {
  start: 'running',
  advance: 'running',
  promote: 'running',
  resume: 'running',
  pause: 'paused',
  complete: 'completed',
  rollback: 'rolled-back',
};

/**
 * Returns the rollouts of a log, the oldest first. Changes that were never in force, and those whose start is in no
 * record here, are left out.
 */
export function loggedRollouts(history: readonly HistoryEntry[]): LoggedRollout[] {
  const rollouts = new Map<string, { plan: RolloutPlan; steps: RolloutStep[] }>();
  for (const entry of history) {
    if (entry.what !== 'change' || entry.isSuperseded) continue;
    const { leaf } = entry;
    if (leaf.action === 'start') rollouts.set(leaf.rollout, { plan: leaf.plan, steps: [] });
    rollouts.get(leaf.rollout)?.steps.push(stepOf(entry));
  }
  return [...rollouts].map(([id, { plan, steps }]) => ({
    id,
    model: plan.model,
    stable: plan.stable,
    canary: plan.canary,
    alpha: plan.alpha / BUCKETS,
    beta: plan.beta / BUCKETS,
    state: AFTER[steps.at(-1)!.action] ?? 'unknown',
    steps,
  }));
}

function stepOf({ index, time, leaf, stage, rollback }: InForce): RolloutStep {
  return {
    index,
    time,
    action: leaf.action,
    by: leaf.by,
    reason: leaf.reason,
    share: stage?.share ?? null,
    stage: stage === null ? null : { index: stage.index, of: stage.of },
    exposures: leaf.action === 'start' ? null : (leaf.evidence?.exposures ?? null),
    rollback,
  };
}
