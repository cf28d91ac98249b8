import type { LeafFields, LedgerReader, LedgerRecord } from '../../../ledger/index.ts';
import {
  BUCKETS,
  nextPosition,
  type RolloutLeaf,
  type RolloutPlan,
  type RolloutPosition,
  readRolloutLeaf,
  rollbackEvidence,
  rollbackGoal,
  shareInForce,
  startPosition,
} from '../../../rollout/index.ts';

interface AnyEntry {
  /** Index of its record. */
  readonly index: number;
  /** ISO 8601, by the clock of the ledger. */
  readonly time: string;
  /** null: its start is in no record here. */
  readonly model: string | null;
}

/** Stage of a rollout after a record. `share` is in percent. */
interface HistoryStage {
  readonly index: number;
  readonly of: number;
  readonly share: number;
}

/** A record of kind `rollout`. */
export type HistoryEntry =
  | (AnyEntry & {
      readonly what: 'change';
      readonly leaf: RolloutLeaf;
      /** null if it cannot be determined from the records of this ledger. */
      readonly stage: HistoryStage | null;
      /** Weighed evidence for a rollback, and the goal that it had to reach: logarithms to base 10. */
      readonly rollback: { readonly log10: number; readonly goal: number; readonly metric: string | null } | null;
      /** True if another gateway was faster, so that the change was never in force. */
      readonly isSuperseded: boolean;
    })
  /** An earlier change was never in force. `of`: origin of the log and index of its record. */
  | (AnyEntry & { readonly what: 'superseded'; readonly of: string })
  | (AnyEntry & { readonly what: 'unreadable'; readonly fields: LeafFields });

/** State of one rollout up to a record. */
interface KnownRollout {
  readonly plan: RolloutPlan;
  readonly attempt: number;
  /** null: unknown since a change that is in another ledger. */
  position: RolloutPosition | null;
}

/**
 * Returns all records of kind `rollout` in a ledger, in its order; with `model`, those of this model and those whose
 * model is unknown.
 */
export async function rolloutHistory(reader: LedgerReader, model?: string): Promise<readonly HistoryEntry[]> {
  const records: LeafRecord[] = [];
  for await (const { index, leaf } of reader.records(await reader.from()))
    if (leaf.kind === 'rollout') records.push({ index, leaf });
  return historyOf(records, model);
}

type LeafRecord = Pick<LedgerRecord, 'index' | 'leaf'>;

/** Does the same as `rolloutHistory` for records of kind `rollout`, in the order of the log. */
export function historyOf(records: readonly LeafRecord[], model?: string): readonly HistoryEntry[] {
  const known = new Map<string, KnownRollout>();
  const entries = new Map<number, HistoryEntry>();
  for (const { index, leaf } of records) {
    const at = { index, time: new Date(leaf.time).toISOString() };
    const read = readRolloutLeaf(leaf.fields);
    const of = supersededLeaf(leaf.fields);
    if (read !== null) entries.set(index, changed(at, read, known));
    else if (of === null) entries.set(index, { ...at, what: 'unreadable', model: null, fields: leaf.fields });
    else entries.set(index, superseded(at, of, entries, known));
  }
  const all = [...entries.values()];
  return model === undefined ? all : all.filter((entry) => entry.model === null || entry.model === model);
}

function changed(
  at: Pick<AnyEntry, 'index' | 'time'>,
  leaf: RolloutLeaf,
  known: Map<string, KnownRollout>,
): Extract<HistoryEntry, { what: 'change' }> {
  if (leaf.action === 'start') {
    const { plan, attempt } = leaf;
    known.set(leaf.rollout, { plan, attempt, position: startPosition(leaf) });
  }
  const one = known.get(leaf.rollout);
  if (one === undefined)
    return { ...at, what: 'change', model: null, leaf, stage: null, rollback: null, isSuperseded: false };
  if (leaf.action !== 'start') one.position = moved(one, leaf);
  const { plan, position, attempt } = one;
  const stage =
    position === null
      ? null
      : { index: position.stage, of: plan.stages.length, share: (100 * shareInForce(plan, position)) / BUCKETS };
  const rollback = leaf.action === 'start' || leaf.evidence === null ? null : weighed(plan, attempt, leaf.evidence);
  return { ...at, what: 'change', model: plan.model, leaf, stage, rollback, isSuperseded: false };
}

function weighed(plan: RolloutPlan, attempt: number, evidence: Parameters<typeof rollbackEvidence>[1]) {
  const { log, metric } = rollbackEvidence(plan, evidence);
  return { log10: log / Math.LN10, goal: rollbackGoal(plan, attempt) / Math.LN10, metric };
}

/** Returns the next position; null if a change in between is not in this ledger, or if this one cannot follow. */
function moved(
  { plan, position }: KnownRollout,
  leaf: Exclude<RolloutLeaf, { action: 'start' }>,
): RolloutPosition | null {
  if (position === null || leaf.epoch !== position.epoch + 1) return null;
  try {
    return nextPosition(position, leaf.action, { at: leaf.at, exposures: leaf.evidence?.exposures ?? 0 }, plan);
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

/** Returns the leaf that a record declares superseded; null for any other record. */
const supersededLeaf = ({ action, leaf }: LeafFields): string | null =>
  action === 'superseded' && typeof leaf === 'string' ? leaf : null;

function superseded(
  at: Pick<AnyEntry, 'index' | 'time'>,
  of: string,
  entries: Map<number, HistoryEntry>,
  known: Map<string, KnownRollout>,
): HistoryEntry {
  const before = entries.get(Number(of.slice(of.lastIndexOf('#') + 1)));
  if (before?.what !== 'change') return { ...at, what: 'superseded', model: null, of };
  entries.set(before.index, { ...before, isSuperseded: true });
  const one = known.get(before.leaf.rollout);
  // The change that was in force instead is in another ledger.
  if (one !== undefined) one.position = null;
  return { ...at, what: 'superseded', model: before.model, of };
}
