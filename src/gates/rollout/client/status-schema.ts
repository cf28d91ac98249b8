import * as z from 'zod';
import type { Message, RolloutStatus } from '../../../schema/index.ts';

const served = z.object({ model: z.string(), digest: z.string().nullable() });
const orNull = <T extends z.ZodType>(type: T) => type.nullable();

/** Of a newer gateway there may be more. */
const ROLLOUT_STATUS: z.ZodType<RolloutStatus> = z.looseObject({
  schema: z.literal('zenbun.rollout/1'),
  model: z.string(),
  stable: served,
  canary: served,
  status: z.enum(['none', 'running', 'paused', 'rolled-back', 'completed']),
  isInForce: z.boolean(),
  isDeciding: z.boolean(),
  rollout: orNull(z.string()),
  epoch: z.number(),
  attempt: z.number(),
  startedAt: orNull(z.string()),
  changedAt: orNull(z.string()),
  stage: orNull(
    z.object({
      index: z.number(),
      of: z.number(),
      share: z.number(),
      policy: z.enum(['final', 'judged', 'observe']),
      since: z.string(),
      exposures: z.number(),
      minExposures: z.number(),
      remainingMs: z.number(),
    }),
  ),
  stages: z
    .array(
      z.object({
        share: z.number(),
        policy: z.enum(['final', 'judged', 'observe']),
        minMs: z.number(),
        minExposures: z.number(),
      }),
    )
    .default([]),
  leaseMs: z.number(),
  exposures: z.number(),
  rollback: orNull(z.object({ log10: z.number(), goal: z.number(), metric: orNull(z.string()) })),
  promotion: z.object({ goal: z.number() }),
  metrics: z.array(
    z.object({
      id: z.string(),
      margin: z.number(),
      isRequired: z.boolean(),
      pairs: z.number(),
      canaryHarms: z.number(),
      controlHarms: z.number(),
      log10Rollback: z.number(),
      log10Promotion: z.number(),
    }),
  ),
});

const ROLLOUT_STATUSES = z.object({ rollouts: z.array(ROLLOUT_STATUS) });
const REFUSAL = z.object({ error: z.object({ message: z.string(), ja: z.string().optional() }) });

/** What a gateway says of a rollout; null for anything else. */
export const statusIn = (json: unknown): RolloutStatus | null => ROLLOUT_STATUS.safeParse(json).data ?? null;

/** The same of all its rollouts. */
export const statusesIn = (json: unknown): readonly RolloutStatus[] | null =>
  ROLLOUT_STATUSES.safeParse(json).data?.rollouts ?? null;

/** Why a gateway does not do it, in both languages; what stands before its rollouts knows English alone. */
export function refusalIn(json: unknown): Message | null {
  const read = REFUSAL.safeParse(json);
  if (!read.success) return null;
  const { message, ja = message } = read.data.error;
  return { en: message, ja };
}
