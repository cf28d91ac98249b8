import {
  BUCKETS,
  policyInForce,
  type RolloutEvidence,
  type RolloutPlan,
  rollbackEvidence,
  rollbackGoal,
  shareInForce,
} from '../../rollout/index.ts';
import type { RolloutStatus } from '../../schema/index.ts';
import type { LiveRollout } from './live-rollout.ts';
import type { StageState } from './stage/stage-state.ts';

const PER_PERCENT = BUCKETS / 100;
const base10 = (log: number) => Math.round((log / Math.LN10) * 1000) / 1000;
const iso = (ms: number) => new Date(ms).toISOString();

export function statusOf(live: LiveRollout, now: number): RolloutStatus {
  const { stage, settings, evidence } = live;
  const plan = stage?.plan ?? settings.plan;
  const isInForce = live.isInForce;
  return {
    schema: 'zenbun.rollout/1',
    model: plan.model,
    stable: plan.stable,
    canary: plan.canary,
    status: stage?.position.status ?? 'none',
    isInForce,
    isDeciding: live.isDeciding,
    rollout: stage?.id ?? null,
    epoch: stage?.position.epoch ?? 0,
    attempt: stage?.position.attempt ?? 0,
    startedAt: stage === null ? null : iso(stage.startedAt),
    changedAt: stage === null ? null : iso(stage.changedAt),
    stage: stage === null ? null : stageOf(stage, evidence, now),
    stages: plan.stages.map((each) => ({ ...each, share: each.share / PER_PERCENT })),
    leaseMs: Math.round(live.remainingMs),
    exposures: evidence?.exposures ?? 0,
    rollback: stage === null || evidence === null ? null : rollbackOf(stage, evidence),
    promotion: { goal: base10(-Math.log(plan.beta / BUCKETS)) },
    metrics: plan.metrics.map((metric) => metricStatus(metric, evidence)),
  };
}

function stageOf({ plan, position }: StageState, evidence: RolloutEvidence | null, now: number) {
  const { minMs = 0, minExposures = 0 } = plan.stages[position.stage] ?? {};
  return {
    index: position.stage,
    of: plan.stages.length,
    share: shareInForce(plan, position) / PER_PERCENT,
    policy: policyInForce(plan, position),
    since: iso(position.since),
    exposures: Math.max(0, (evidence?.exposures ?? 0) - position.exposuresBefore),
    minExposures,
    remainingMs: Math.max(0, position.since + minMs - now),
  };
}

function rollbackOf({ plan, position }: StageState, evidence: RolloutEvidence) {
  const { log, metric } = rollbackEvidence(plan, evidence);
  return { log10: base10(log), goal: base10(rollbackGoal(plan, position.attempt)), metric };
}

function metricStatus({ id, margin, isRequired }: RolloutPlan['metrics'][number], evidence: RolloutEvidence | null) {
  const {
    pairs = 0,
    canaryHarms = 0,
    controlHarms = 0,
    logRollback = 0,
    logPromotion = 0,
  } = evidence?.metrics[id] ?? {};
  return {
    id,
    margin: margin / PER_PERCENT,
    isRequired,
    pairs,
    canaryHarms,
    controlHarms,
    log10Rollback: base10(logRollback),
    log10Promotion: base10(logPromotion),
  };
}
