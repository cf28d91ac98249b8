import * as z from 'zod';
import type { ReplicaEvidence } from '../../../lease/index.ts';
import { type LogHead, mergeEvidence, type RolloutEvidence } from '../../../rollout/index.ts';

const METRIC = z.object({
  pairs: z.number(),
  canaryHarms: z.number(),
  controlHarms: z.number(),
  logRollback: z.number(),
  logPromotion: z.number(),
});
const SHARED = z.object({
  id: z.string(),
  evidence: z.object({ exposures: z.number(), metrics: z.record(z.string(), METRIC) }),
});

/** Basis of a decision. */
export interface Grounds<Evidence = RolloutEvidence | null> {
  readonly evidence: Evidence;
  readonly heads: readonly LogHead[];
}

/**
 * Merges the evidence of all gateways about one rollout. `id`: that of the rollout; `own`: the evidence of this
 * gateway's log. Invalid evidence shared by another gateway is left out: it must not keep the rest from being weighed.
 */
export function groundsOf(
  id: string,
  own: Pick<ReplicaEvidence, 'replica' | 'size'> & { readonly evidence: RolloutEvidence },
  shared: readonly ReplicaEvidence[],
): Grounds<RolloutEvidence> {
  const others = shared.flatMap(({ replica, size, evidence }) => {
    const read = replica === own.replica ? undefined : SHARED.safeParse(evidence).data;
    return read?.id === id ? [{ replica, size, evidence: read.evidence }] : [];
  });
  const all = [own, ...others];
  return {
    evidence: mergeEvidence(all.map(({ evidence }) => evidence)),
    heads: all.map(({ replica, size }) => ({ origin: replica, size })),
  };
}
