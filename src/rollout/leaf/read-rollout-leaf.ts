import type { GuardPolicy } from '../../schema/index.ts';
import { METRICS } from '../metrics/index.ts';
import type { RolloutAction } from '../position.ts';
import { requirePlan } from '../require-plan.ts';
import type { MetricEvidence, RolloutEvidence } from '../rollout-events.ts';
import type { MetricId, RolloutMetric, RolloutPlan, RolloutStage } from '../rollout-plan.ts';
import type { LogHead, RolloutLeaf } from './rollout-leaf.ts';

const ACTIONS: readonly RolloutAction[] = ['advance', 'promote', 'complete', 'rollback', 'pause', 'resume'];
const POLICIES: readonly GuardPolicy[] = ['final', 'judged', 'observe'];
const SHARED = ['action', 'at', 'by', 'epoch', 'reason', 'rollout', 'salt'];
const OF_START = [...SHARED, 'attempt', 'entry', 'plan', 'probes'].sort();
const OF_CHANGE = [...SHARED, 'evidence', 'heads'].sort();
const OF_PLAN = ['alpha', 'beta', 'canary', 'metrics', 'model', 'ms', 'probes', 'rule', 'stable', 'stages', 'unit'];
/** Names of the fields that the ledger adds. */
const OF_LEDGER: ReadonlySet<string> = new Set(['kind', 'time']);

/** Signals an invalid field; never leaves this file. */
class NotThis extends Error {}

function fail(): never {
  throw new NotThis();
}

const text = (value: unknown): string => (typeof value === 'string' ? value : fail());
const whole = (value: unknown): number => (Number.isSafeInteger(value) ? (value as number) : fail());
const count = (value: unknown): number => (whole(value) >= 0 ? (value as number) : fail());
const hash = (value: unknown): string => (/^[0-9a-f]{64}$/.test(text(value)) ? (value as string) : fail());
const orNull = <T>(value: unknown, read: (value: unknown) => T): T | null => (value === null ? null : read(value));
const oneOf = <T extends string>(value: unknown, list: readonly T[]): T =>
  list.find((each) => each === value) ?? fail();
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : fail());
const row = (value: unknown, length: number): readonly unknown[] =>
  list(value).length === length ? list(value) : fail();

function record(value: unknown, keys: readonly string[] | null): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail();
  const names = Object.keys(value).sort();
  if (keys !== null && (names.length !== keys.length || names.some((name, i) => name !== keys[i]))) return fail();
  return value as Readonly<Record<string, unknown>>;
}

function served(value: unknown): RolloutPlan['stable'] {
  const [model, digest] = row(value, 2);
  return { model: text(model), digest: orNull(digest, text) };
}

/** Reads rows that start with three shared values, followed by the individual value of each item. */
function runs<T>(value: unknown, read: (own: unknown, alike: readonly unknown[]) => T): T[] {
  return list(value).flatMap((each) => {
    const [a, b, c, ...own] = list(each);
    return own.length > 0 ? own.map((one) => read(one, [a, b, c])) : fail();
  });
}

function stageOf(share: unknown, [policy, minMs, minExposures]: readonly unknown[]): RolloutStage {
  return {
    share: count(share),
    policy: oneOf(policy, POLICIES),
    minMs: count(minMs),
    minExposures: count(minExposures),
  };
}

const metricId = (value: unknown): MetricId => oneOf(value, [...(Object.keys(METRICS) as MetricId[]), 'probe']);

function metricOf(id: unknown, [margin, weight, required]: readonly unknown[]): RolloutMetric {
  if (required !== 0 && required !== 1) return fail();
  return { id: metricId(id), margin: count(margin), weight: count(weight), isRequired: required === 1 };
}

function planOf(value: unknown): RolloutPlan {
  // Leaves written before there was a second rule do not name one.
  const fields = record({ rule: 1, ...record(value, null) }, OF_PLAN);
  const [answers, windowMs] = row(fields.unit, 2);
  const [pairMs, labelMs, slowMs] = row(fields.ms, 3);
  const plan: RolloutPlan = {
    model: text(fields.model),
    stable: served(fields.stable),
    canary: served(fields.canary),
    stages: runs(fields.stages, stageOf),
    alpha: count(fields.alpha),
    beta: count(fields.beta),
    metrics: runs(fields.metrics, metricOf),
    perUnit: { answers: count(answers), windowMs: count(windowMs) },
    pairWithinMs: count(pairMs),
    labelWithinMs: count(labelMs),
    slowMs: count(slowMs),
    probesPerHour: count(fields.probes),
    rule: fields.rule === 1 || fields.rule === 2 ? fields.rule : fail(),
  };
  requirePlan(plan);
  return plan;
}

function metricEvidenceOf(value: unknown): MetricEvidence {
  const [pairs, canaryHarms, controlHarms, logRollback, logPromotion] = row(value, 5);
  return {
    pairs: count(pairs),
    canaryHarms: count(canaryHarms),
    controlHarms: count(controlHarms),
    logRollback: whole(logRollback) / 1000,
    logPromotion: whole(logPromotion) / 1000,
  };
}

function evidenceOf(value: unknown): RolloutEvidence {
  const { exposures, metrics } = record(value, ['exposures', 'metrics']);
  const read = Object.entries(record(metrics, null)).map(([id, each]) => [metricId(id), metricEvidenceOf(each)]);
  return { exposures: count(exposures), metrics: Object.fromEntries(read) };
}

function headsOf(value: unknown): LogHead[] {
  const [prefix, ...heads] = list(value);
  const before = text(prefix);
  return heads.map((head) => {
    const [rest, size] = row(head, 2);
    return { origin: before + text(rest), size: count(size) };
  });
}

function leafOf(value: unknown): RolloutLeaf {
  const all = Object.entries(record(value, null)).filter(([name]) => !OF_LEDGER.has(name));
  const isStart = all.some(([name, action]) => name === 'action' && action === 'start');
  const fields = record(Object.fromEntries(all), isStart ? OF_START : OF_CHANGE);
  const shared = {
    rollout: text(fields.rollout),
    at: whole(fields.at),
    epoch: count(fields.epoch),
    by: text(fields.by),
    reason: text(fields.reason),
  };
  if (isStart) {
    const [attempt, plan] = [count(fields.attempt), planOf(fields.plan)];
    if (attempt === 0) return fail();
    const [probes, entry] = [orNull(fields.probes, hash), orNull(fields.entry, hash)];
    return { action: 'start', ...shared, attempt, plan, salt: hash(fields.salt), probes, entry };
  }
  const salt = orNull(fields.salt, (hex) => (/^(?:[0-9a-f]{2})+$/.test(text(hex)) ? text(hex) : fail()));
  const [evidence, heads] = [orNull(fields.evidence, evidenceOf), headsOf(fields.heads)];
  return { action: oneOf(fields.action, ACTIONS), ...shared, evidence, heads, salt };
}

/**
 * Reads the fields of a leaf of kind `rollout`; `kind` and `time`, which the ledger adds, may be among them. Returns
 * null for anything else: a missing or extra name, a wrong type, or an invalid plan. Logarithms of the evidence are
 * whole thousandths.
 */
export function readRolloutLeaf(fields: unknown): RolloutLeaf | null {
  try {
    return leafOf(fields);
  } catch (problem) {
    if (problem instanceof NotThis || problem instanceof RangeError) return null;
    throw problem;
  }
}
