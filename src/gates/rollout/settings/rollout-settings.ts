import { ZenbunError } from '../../../errors.ts';
import {
  type MetricId,
  type RolloutMetric,
  type RolloutPlan,
  type RolloutStage,
  requirePlan,
} from '../../../rollout/index.ts';
import type { Message } from '../../../schema/index.ts';
import type { ServedModelOption } from '../../serve/serve-options.ts';
import type { EntryCondition } from '../entry.ts';
import { chanceOf, durationMs, shareOf, wholeOf } from './amounts.ts';
import type { RolloutMetricOption, RolloutOption, RolloutStageOption, UnitOption } from './rollout-options.ts';

/** A configured rollout: the plan that decisions follow from, and what is needed to carry it out. */
export interface RolloutSettings {
  readonly plan: RolloutPlan;
  readonly unit: UnitOption;
  /** Name or file of the probes; null: none are asked. */
  readonly probes: string | null;
  readonly entry: EntryCondition | null;
}

const DEFAULT_STAGES = ['1%', '5%', '25%', '50%', '100%'];
const DEFAULT_STAGE_TIME = '1h';
const DEFAULT_STAGE_ANSWERS = 100;
const DEFAULT_CHANCE = 0.01;
/** 100 % in 1/100,000. */
const EVERYTHING = 100_000;

/** Defaults of the metrics. `judge` needs a judge, so it is off unless configured. */
const DEFAULT_METRICS: Readonly<
  Record<Exclude<MetricId, 'probe'>, { margin: string; weight: number; required: boolean; isOff?: boolean }>
> = {
  'refuse-then-comply': { margin: '1%', weight: 4, required: true },
  latch: { margin: '5%', weight: 1, required: false },
  partial: { margin: '5%', weight: 1, required: false },
  error: { margin: '2%', weight: 2, required: true },
  slow: { margin: '10%', weight: 1, required: false },
  judge: { margin: '1%', weight: 4, required: true, isOff: true },
};
const DEFAULT_PROBE = { margin: '5%', weight: 4, required: true, perHour: 20, from: 'core' };

/** Reads the rollouts of a configuration. Throws `usage` for invalid settings. */
export function rolloutSettings(
  rollouts: Readonly<Record<string, RolloutOption>>,
  models: Readonly<Record<string, ServedModelOption>>,
): readonly RolloutSettings[] {
  const canaries = Object.values(rollouts).map(({ canary }) => canary);
  return Object.entries(rollouts).map(([model, option]) => {
    const { canary } = option;
    const where = `rollouts.${model}`;
    for (const name of [model, canary])
      if (!Object.hasOwn(models, name))
        throw wrong(where, {
          en: `needs both models: "${name}" is not in serve.models`,
          ja: `のモデル「${name}」が serve.models にありません`,
        });
    if (canary === model || canaries.filter((name) => name === canary).length > 1 || Object.hasOwn(rollouts, canary))
      throw wrong(`${where}.canary`, {
        en: 'must be a model of its own, in no other rollout',
        ja: '：ほかで使われていない別のモデルを指定してください',
      });
    const [lent] = Object.entries(models).find(([, { fallback }]) => fallback === canary) ?? [];
    if (lent !== undefined)
      throw wrong(`models.${lent}.fallback`, {
        en: `"${canary}" is a canary: it is served as the share of its rollout only`,
        ja: `：「${canary}」は段階公開の候補のため、代替モデルにはできません`,
      });
    return kept(settingsOf(model, option, models, where), where);
  });
}

/** Checks that the plan can be recorded: the leaf of a start holds whole numbers. */
function kept(settings: RolloutSettings, where: string): RolloutSettings {
  try {
    requirePlan(settings.plan);
    return settings;
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw wrong(where, {
      en: 'cannot be kept: weights must be whole numbers from 1, margins below 100%, numbers of answers whole, and perUnit.per longer than 0s',
      ja: '：重みは 1 以上の整数、許容幅は 100% 未満、回答数は整数、perUnit.per は 0s より長く指定してください',
    });
  }
}

function settingsOf(
  model: string,
  option: RolloutOption,
  models: Readonly<Record<string, ServedModelOption>>,
  where: string,
): RolloutSettings {
  const { canary, alpha = DEFAULT_CHANCE, beta = DEFAULT_CHANCE, perUnit = {}, entry } = option;
  const probes = option.probes === false ? null : { ...DEFAULT_PROBE, ...option.probes };
  return {
    plan: {
      model,
      stable: { model, digest: models[model]?.digest ?? null },
      canary: { model: canary, digest: models[canary]?.digest ?? null },
      stages: stagesOf(option.stages ?? DEFAULT_STAGES, `serve.${where}.stages`),
      alpha: chanceOf(alpha, `serve.${where}.alpha`),
      beta: chanceOf(beta, `serve.${where}.beta`),
      metrics: requireWeight(
        [
          ...metricsOf(option.metrics ?? {}, `serve.${where}.metrics`),
          ...(probes === null ? [] : [metricOf('probe', probes, DEFAULT_PROBE, `serve.${where}.probes`)]),
        ],
        `${where}.metrics`,
      ),
      perUnit: {
        answers: wholeOf(perUnit.answers ?? 3, 1, `serve.${where}.perUnit.answers`),
        windowMs: wholeOf(
          durationMs(perUnit.per ?? '1h', `serve.${where}.perUnit.per`),
          1,
          `serve.${where}.perUnit.per`,
        ),
      },
      pairWithinMs: durationMs(option.pairWithin ?? '10m', `serve.${where}.pairWithin`),
      labelWithinMs: durationMs(option.labelWithin ?? '10m', `serve.${where}.labelWithin`),
      slowMs: durationMs(option.slow ?? '10s', `serve.${where}.slow`),
      probesPerHour: wholeOf(probes?.perHour ?? 0, 0, `serve.${where}.probes.perHour`),
      rule: 2,
    },
    unit: option.unit ?? 'user',
    probes: probes?.from ?? null,
    entry:
      entry === undefined
        ? null
        : {
            compare: entry.compare,
            fingerprint: entry.fingerprint ?? null,
            withinMs: durationMs(entry.within ?? '14d', `serve.${where}.entry.within`),
          },
  };
}

function stagesOf(stages: readonly (string | RolloutStageOption)[], where: string): RolloutStage[] {
  const read = stages.map((stage, i): RolloutStage => {
    const option = typeof stage === 'string' ? { share: stage } : stage;
    return {
      share: shareOf(option.share, `${where}[${i}]`),
      policy: option.guard ?? 'final',
      minMs: durationMs(option.for ?? DEFAULT_STAGE_TIME, `${where}[${i}].for`),
      minExposures: wholeOf(option.answers ?? DEFAULT_STAGE_ANSWERS, 0, `${where}[${i}].answers`),
    };
  });
  const isRising = read.every(({ share }, i) => share > (read[i - 1]?.share ?? 0));
  if (read.length === 0 || !isRising)
    throw wrong(where.replace('serve.', ''), {
      en: 'shares must rise from one stage to the next',
      ja: '：割合は段階ごとに大きくしてください',
    });
  return read;
}

function metricsOf(options: NonNullable<RolloutOption['metrics']>, where: string): RolloutMetric[] {
  return Object.entries(DEFAULT_METRICS).flatMap(([name, defaults]) => {
    const id = name as keyof typeof DEFAULT_METRICS;
    const option = options[id];
    if (option === false || (option === undefined && defaults.isOff === true)) return [];
    return [metricOf(id, option ?? {}, defaults, `${where}.${id}`)];
  });
}

function metricOf(
  id: MetricId,
  option: RolloutMetricOption,
  defaults: { margin: string; weight: number; required: boolean },
  where: string,
): RolloutMetric {
  const margin = shareOf(option.margin ?? defaults.margin, `${where}.margin`);
  if (margin === EVERYTHING)
    throw new ZenbunError('usage', {
      en: `${where}.margin: a margin must be below 100%`,
      ja: `${where}.margin：100% 未満にしてください`,
    });
  const weight = wholeOf(option.weight ?? defaults.weight, 0, `${where}.weight`);
  return { id, margin, weight, isRequired: option.required ?? defaults.required };
}

/** Requires a weight above 0: without evidence for it, nothing is ever rolled back. */
function requireWeight(metrics: readonly RolloutMetric[], where: string): readonly RolloutMetric[] {
  if (metrics.some(({ weight }) => weight > 0)) return metrics;
  throw wrong(where, {
    en: 'must have a metric with a weight above 0',
    ja: '：重みが 0 より大きい指標が必要です',
  });
}

const wrong = (where: string, { en, ja }: Message) =>
  new ZenbunError('usage', { en: `serve.${where} ${en}`, ja: `serve.${where} ${ja}` });
