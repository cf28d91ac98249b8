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

/** What a decision stands on. */
export interface Grounds<Evidence = RolloutEvidence | null> {
  readonly evidence: Evidence;
  readonly heads: readonly LogHead[];
}

/**
 * The evidence of all gateways about one rollout. `id`: of the rollout; `own`: what this gateway's log comes to. What another shares that is no evidence
 * is left out: it must not keep the rest from being weighed.
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
