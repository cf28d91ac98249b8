import * as z from 'zod';
import type { RolloutEvidence } from '../../rollout/index.ts';

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

/** What a gateway shares of a rollout with the others through the lease; null for anything else, which must not keep the rest from being weighed. */
export const readSharedEvidence = (
  value: unknown,
): { readonly id: string; readonly evidence: RolloutEvidence } | null => SHARED.safeParse(value).data ?? null;
