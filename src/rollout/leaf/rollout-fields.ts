import { requirePlan } from '../require-plan.ts';
import type { RolloutEvidence } from '../rollout-events.ts';
import type { RolloutPlan } from '../rollout-plan.ts';
import { boundedText, utf8Bytes, wellFormed } from './bounded-text.ts';
import type { LogHead, RolloutLeaf } from './rollout-leaf.ts';

/** Values that RFC 8785 serialises the same everywhere: numbers are safe integers. */
export type RolloutField =
  | string
  | number
  | boolean
  | null
  | readonly RolloutField[]
  | { readonly [name: string]: RolloutField };

/** Maximum size of the fields as JSON, in UTF-8 bytes. With the ledger's own fields, a leaf stays below 1 KiB. */
export const MAX_FIELDS_BYTES = 960;
const MAX_BY_BYTES = 48;
const MAX_REASON_BYTES = 160;

/** Rounds a logarithm to whole thousandths; never returns -0. */
export const inThousandths = (log: number): number => Math.round(log * 1000) + 0;

/**
 * Stores values shared by neighbouring items only once: each row has three shared values, followed by the individual
 * value of each item.
 */
function inRuns<T>(items: readonly T[], split: (item: T) => readonly [RolloutField[], RolloutField]): RolloutField[][] {
  const rows: RolloutField[][] = [];
  let last = '';
  for (const [alike, own] of items.map(split)) {
    if (rows.length === 0 || JSON.stringify(alike) !== last) rows.push(alike);
    rows.at(-1)!.push(own);
    last = JSON.stringify(alike.slice(0, 3));
  }
  return rows;
}

function planField(plan: RolloutPlan): RolloutField {
  return {
    model: plan.model,
    stable: [plan.stable.model, plan.stable.digest],
    canary: [plan.canary.model, plan.canary.digest],
    stages: inRuns(plan.stages, ({ share, policy, minMs, minExposures }) => [[policy, minMs, minExposures], share]),
    alpha: plan.alpha,
    beta: plan.beta,
    metrics: inRuns(plan.metrics, ({ id, margin, weight, isRequired }) => [[margin, weight, isRequired ? 1 : 0], id]),
    unit: [plan.perUnit.answers, plan.perUnit.windowMs],
    ms: [plan.pairWithinMs, plan.labelWithinMs, plan.slowMs],
    probes: plan.probesPerHour,
    // Leaves of the first rule do not name it.
    ...(plan.rule === 1 ? {} : { rule: plan.rule }),
  };
}

function evidenceField(evidence: RolloutEvidence | null): RolloutField {
  if (evidence === null) return null;
  const metrics = Object.entries(evidence.metrics).map(([id, metric]) => {
    const { pairs, canaryHarms, controlHarms, logRollback, logPromotion } = metric;
    return [id, [pairs, canaryHarms, controlHarms, inThousandths(logRollback), inThousandths(logPromotion)]] as const;
  });
  return { exposures: evidence.exposures, metrics: Object.fromEntries(metrics) };
}

/** Stores the common prefix of all origins only once. */
function headsField(heads: readonly LogHead[]): RolloutField {
  let prefix = heads[0]?.origin ?? '';
  for (const { origin } of heads) while (!origin.startsWith(prefix)) prefix = prefix.slice(0, -1);
  if (prefix !== wellFormed(prefix)) prefix = prefix.slice(0, -1);
  return [prefix, ...heads.map(({ origin, size }) => [origin.slice(prefix.length), size])];
}

function fieldsWith(leaf: RolloutLeaf, reason: string): Record<string, RolloutField> {
  const { action, rollout, at, epoch } = leaf;
  const shared = { action, rollout, at, epoch, by: boundedText(leaf.by, MAX_BY_BYTES), reason, salt: leaf.salt };
  if (leaf.action === 'start') {
    const { attempt, plan, probes, entry } = leaf;
    return { ...shared, attempt, plan: planField(plan), probes, entry };
  }
  return { ...shared, evidence: evidenceField(leaf.evidence), heads: headsField(leaf.heads) };
}

const bytesOf = (fields: Record<string, RolloutField>): number => utf8Bytes(JSON.stringify(fields));

/**
 * Returns the fields of a leaf, at most 960 bytes as JSON; the reason is shortened first. `by` and `reason`, written by
 * people, are made well-formed. Throws RangeError if the leaf does not fit even without a reason, or if the plan is
 * invalid.
 */
export function rolloutFields(leaf: RolloutLeaf): Record<string, RolloutField> {
  if (leaf.action === 'start') requirePlan(leaf.plan);
  const room = MAX_FIELDS_BYTES - bytesOf(fieldsWith(leaf, ''));
  if (room < 0)
    throw new RangeError(`a leaf of a rollout is ${-room} bytes too long: names and origins must be shorter`);
  for (let most = Math.min(MAX_REASON_BYTES, room); ; most -= 1) {
    const fields = fieldsWith(leaf, boundedText(leaf.reason, most));
    if (bytesOf(fields) <= MAX_FIELDS_BYTES) return fields;
  }
}
