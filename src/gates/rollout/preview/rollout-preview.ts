import { ZenbunError } from '../../../errors.ts';
import { BUCKETS, type RolloutPlan, rollbackGoal } from '../../../rollout/index.ts';
import type { GuardPolicy, Message } from '../../../schema/index.ts';
import type { ServeOptions } from '../../serve/serve-options.ts';
import { checkEntry } from '../entry.ts';
import type { UnitOption } from '../settings/rollout-options.ts';
import { type RolloutSettings, rolloutSettings } from '../settings/rollout-settings.ts';
import { ASSIGNMENT_HASH, type AssignmentVector, assignmentVectors } from './assignment-vectors.ts';
import { CONTROL_RATE, type MetricOutlook, metricOutlooks } from './metric-outlook.ts';
import { type PlanWarning, planWarnings } from './plan-warnings.ts';

interface PreviewStage {
  /** 0..1. */
  readonly share: number;
  readonly policy: GuardPolicy;
  readonly minMs: number;
  readonly minAnswers: number;
  /** Number of client requests for one pair, if all count; null if there is no control. */
  readonly requestsPerPair: number | null;
}

/** The comparison that admits the canary, in its current state. */
interface PreviewEntry {
  readonly compare: string;
  /** Check of the canary's endpoint; null: not required. */
  readonly fingerprint: string | null;
  readonly withinMs: number;
  readonly admits: boolean;
  /** The reason if it does not. */
  readonly why: Message | null;
  /** Files that do not state their time: their age is that of the file. */
  readonly undated: readonly string[];
}

/** Meaning of a configuration. Rates and shares are 0..1, times in milliseconds, evidence in e-values. */
export interface RolloutPreview {
  readonly schema: 'zenbun.rollout-plan/1';
  readonly model: string;
  readonly stable: RolloutPlan['stable'];
  readonly canary: RolloutPlan['canary'];
  readonly stages: readonly PreviewStage[];
  readonly alpha: number;
  readonly beta: number;
  /** Goals that the evidence for a rollback has to reach, by the number of the start. */
  readonly rollbackGoals: readonly { readonly attempt: number; readonly e: number }[];
  readonly promotionGoal: number;
  /** Rate of stable that the figures of `metrics` assume. */
  readonly controlRate: number;
  readonly metrics: readonly MetricOutlook[];
  readonly perUnit: RolloutPlan['perUnit'];
  readonly pairWithinMs: number;
  readonly labelWithinMs: number;
  readonly slowMs: number;
  readonly probes: { readonly from: string; readonly perHour: number } | null;
  readonly entry: PreviewEntry | null;
  readonly assignment: {
    readonly unit: UnitOption;
    readonly hash: string;
    readonly vectors: readonly AssignmentVector[];
  };
  readonly warnings: readonly PlanWarning[];
}

const ATTEMPTS = [1, 2, 3];

/**
 * Returns the meaning of `serve.rollouts`, for one model or for all, without a gateway. `now`: milliseconds since 1970,
 * for the age of a comparison. Rejects with `usage` for invalid settings, and `not-found` for a model without a
 * rollout.
 */
export async function previewRollouts(
  options: ServeOptions,
  model: string | undefined,
  now: number,
): Promise<readonly RolloutPreview[]> {
  const all = rolloutSettings(options.rollouts ?? {}, options.models ?? {});
  if (all.length === 0) throw notConfigured();
  const chosen = model === undefined ? all : all.filter(({ plan }) => plan.model === model);
  if (chosen.length === 0)
    throw unknown(
      model ?? '',
      all.map(({ plan }) => plan.model),
    );
  return Promise.all(chosen.map((settings) => previewOf(settings, options, now)));
}

async function previewOf(settings: RolloutSettings, options: ServeOptions, now: number): Promise<RolloutPreview> {
  const { plan, unit, probes } = settings;
  const entry = await entryOf(settings, now);
  return {
    schema: 'zenbun.rollout-plan/1',
    model: plan.model,
    stable: plan.stable,
    canary: plan.canary,
    stages: plan.stages.map(({ share, policy, minMs, minExposures }) => ({
      share: share / BUCKETS,
      policy,
      minMs,
      minAnswers: minExposures,
      requestsPerPair: share === BUCKETS ? null : BUCKETS / Math.min(share, BUCKETS - share),
    })),
    alpha: plan.alpha / BUCKETS,
    beta: plan.beta / BUCKETS,
    rollbackGoals: ATTEMPTS.map((attempt) => ({ attempt, e: Math.exp(rollbackGoal(plan, attempt)) })),
    promotionGoal: BUCKETS / plan.beta,
    controlRate: CONTROL_RATE,
    metrics: metricOutlooks(plan),
    perUnit: plan.perUnit,
    pairWithinMs: plan.pairWithinMs,
    labelWithinMs: plan.labelWithinMs,
    slowMs: plan.slowMs,
    probes: probes === null ? null : { from: probes, perHour: plan.probesPerHour },
    entry,
    assignment: { unit, hash: ASSIGNMENT_HASH, vectors: assignmentVectors() },
    warnings: planWarnings(settings, options),
  };
}

async function entryOf({ entry, plan }: RolloutSettings, now: number): Promise<PreviewEntry | null> {
  if (entry === null) return null;
  try {
    const { undated } = await checkEntry(entry, plan, now);
    return { ...entry, admits: true, why: null, undated };
  } catch (cause) {
    if (!(cause instanceof ZenbunError)) throw cause;
    return { ...entry, admits: false, why: cause.localized, undated: [] };
  }
}

const notConfigured = () =>
  new ZenbunError(
    'usage',
    { en: 'no rollout is configured', ja: '段階公開が設定されていません' },
    {
      advice: {
        en: 'Put one under serve.rollouts in zenbun.yaml, or name the file with -c (docs/rollout.md).',
        ja: 'zenbun.yaml の serve.rollouts に書くか、-c でファイルを指定してください（docs/rollout.ja.md）。',
      },
    },
  );

const unknown = (model: string, known: readonly string[]) =>
  new ZenbunError('not-found', {
    en: `no rollout of "${model}" is configured (configured: ${known.join(', ')})`,
    ja: `「${model}」の段階公開は設定されていません（設定済み：${known.join(', ')}）`,
  });
