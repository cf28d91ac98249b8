import * as z from 'zod';
import type { GuardPolicy } from '../../schema/index.ts';
import { HELP } from '../program/help/help-texts.ts';
import { count, optional, text, whole } from './setting.ts';

// Listed here because the gateway itself is loaded only to serve.
const POLICIES = ['final', 'judged', 'observe'] as const satisfies readonly GuardPolicy[];
const chance = z.number().positive().lt(1);

const METRIC = z.strictObject({
  margin: optional(text, 'rolloutMargin'),
  weight: optional(count, 'rolloutWeight'),
  required: optional(z.boolean(), 'rolloutRequired'),
});

const STAGE = z.strictObject({
  share: text.describe(HELP.rolloutShare.en),
  guard: optional(z.enum(POLICIES), 'serveGuard'),
  for: optional(text, 'rolloutFor'),
  answers: optional(whole, 'rolloutAnswers'),
});

const metric = z.exactOptional(z.union([METRIC, z.literal(false)]));

/** `serve.rollouts` of zenbun.yaml. */
export const ROLLOUT = z.strictObject({
  canary: text.describe(HELP.rolloutCanary.en),
  stages: optional(z.array(z.union([text, STAGE])).min(1), 'rolloutStages'),
  alpha: optional(chance, 'rolloutAlpha'),
  beta: optional(chance, 'rolloutBeta'),
  metrics: optional(
    z.strictObject({
      'refuse-then-comply': metric,
      latch: metric,
      partial: metric,
      error: metric,
      slow: metric,
      judge: metric,
    }),
    'rolloutMetrics',
  ),
  unit: optional(z.enum(['user', 'conversation', 'key']), 'rolloutUnit'),
  perUnit: optional(
    z.strictObject({ answers: optional(count, 'rolloutPerUnit'), per: optional(text, 'rolloutPer') }),
    'rolloutPerUnit',
  ),
  pairWithin: optional(text, 'rolloutPairWithin'),
  labelWithin: optional(text, 'rolloutLabelWithin'),
  slow: optional(text, 'rolloutSlow'),
  probes: optional(
    z.union([
      z.literal(false),
      z.strictObject({
        ...METRIC.shape,
        from: optional(text, 'rolloutProbesFrom'),
        perHour: optional(count, 'rolloutPerHour'),
      }),
    ]),
    'rolloutProbes',
  ),
  entry: optional(
    z.strictObject({
      compare: text.describe(HELP.rolloutCompare.en),
      fingerprint: optional(text, 'rolloutFingerprint'),
      within: optional(text, 'rolloutWithin'),
    }),
    'rolloutEntry',
  ),
});
