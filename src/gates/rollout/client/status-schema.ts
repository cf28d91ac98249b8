import * as z from 'zod';
import type { Message, RolloutStatus } from '../../../schema/index.ts';

const served = z.object({ model: z.string(), digest: z.string().nullable() });
const orNull = <T extends z.ZodType>(type: T) => type.nullable();

/** A newer gateway may send further fields. */
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

/** Reads the status of a rollout; null for anything else. */
export const statusIn = (json: unknown): RolloutStatus | null => ROLLOUT_STATUS.safeParse(json).data ?? null;

/** Reads the status of all rollouts of a gateway; null for anything else. */
export const statusesIn = (json: unknown): readonly RolloutStatus[] | null =>
  ROLLOUT_STATUSES.safeParse(json).data?.rollouts ?? null;

/** Returns why a gateway refused, in both languages; answers from layers before its rollouts are in English only. */
export function refusalIn(json: unknown): Message | null {
  const read = REFUSAL.safeParse(json);
  if (!read.success) return null;
  const { message, ja = message } = read.data.error;
  return { en: message, ja };
}
