import type { GatewayRoute } from '../../../gateway/index.ts';
import { DRILL_CANARY, DRILL_MODEL } from '../../../schema/index.ts';
import type { RolloutSettings } from '../settings/rollout-settings.ts';
import { rolloutSettings } from '../settings/rollout-settings.ts';
import { toyUpstream } from './toy-upstream.ts';

/** As often as turns allow, because a drill should take seconds. */
const PROBES_PER_HOUR = 7200;

/**
 * Returns the settings of a drill: a rollout of an attacked toy model to half of all askers, which must be rolled back
 * within seconds.
 */
export const drillSettings = (): RolloutSettings =>
  rolloutSettings(
    {
      [DRILL_MODEL]: {
        canary: DRILL_CANARY,
        stages: [{ share: '50%', for: '1h', answers: 1 }],
        perUnit: { answers: 20, per: '1m' },
        pairWithin: '30s',
        labelWithin: '30s',
        probes: { from: 'toy', perHour: PROBES_PER_HOUR },
        metrics: { slow: false },
      },
    },
    { [DRILL_MODEL]: {}, [DRILL_CANARY]: {} },
  )[0]!;

/** Returns the routes for the models of a drill: toy models in this process. */
export function drillRoutes(): ReadonlyMap<string, GatewayRoute> {
  const upstream = toyUpstream(['aligned', 'noice']);
  const route = (name: string, model: string, stage: string): GatewayRoute => ({
    name,
    model,
    upstream,
    stage,
    modelDigest: null,
    bucket: null,
    rollout: null,
    policy: 'final',
    hold: 'opening',
    fallback: null,
  });
  return new Map([
    [DRILL_MODEL, route(DRILL_MODEL, 'toy:aligned', 'stable')],
    [DRILL_CANARY, route(DRILL_CANARY, 'toy:noice', 'canary')],
  ]);
}
