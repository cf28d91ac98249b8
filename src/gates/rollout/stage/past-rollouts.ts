import { readRolloutLeaf } from '../../../rollout/index.ts';
import type { LoggedRecord } from '../record-events.ts';
import { identityOf, type StageState } from './stage-state.ts';

/** State that earlier rollouts of a model pass on to the next one. */
export interface PastRollouts {
  readonly epoch: number;
  readonly attempt: number;
  /** Canaries that were rolled back: digests, or names if none is known. */
  readonly rejected: readonly string[];
}

export const pastOf = ({ position: { epoch, attempt }, rejected }: StageState): PastRollouts => ({
  epoch,
  attempt,
  rejected,
});

/**
 * Returns the same from a log, for use if the row of the lease is lost. It reads the whole log, so it is for a start
 * only.
 */
export async function pastRollouts(records: AsyncIterable<LoggedRecord>, model: string): Promise<PastRollouts> {
  const canaries = new Map<string, string>();
  const rejected = new Set<string>();
  let epoch = 0;
  let attempt = 0;
  for await (const { kind, fields } of records) {
    const leaf = kind === 'rollout' ? readRolloutLeaf(fields) : null;
    if (leaf?.action === 'start' && leaf.plan.model === model) {
      canaries.set(leaf.rollout, identityOf(leaf.plan.canary));
      attempt = Math.max(attempt, leaf.attempt);
    }
    const canary = leaf === null ? undefined : canaries.get(leaf.rollout);
    if (leaf === null || canary === undefined) continue;
    epoch = Math.max(epoch, leaf.epoch);
    if (leaf.action === 'rollback') rejected.add(canary);
  }
  return { epoch, attempt, rejected: [...rejected] };
}
