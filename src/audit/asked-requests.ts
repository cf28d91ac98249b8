import type { ModelRequest } from '../model/index.ts';
import { type Condition, PLAIN_CONDITION, type Probe } from '../schema/index.ts';
import { requestOf, type Sampling } from './question.ts';

/** The questions that a run will ask. */
export interface AskedOf {
  readonly probes: readonly Probe[];
  readonly conditions: readonly Condition[];
  readonly samples: number;
  readonly sampling: Sampling;
}

/** Returns every question of a run, as each of its models is asked. */
export function requestsOf({ probes, conditions, samples, sampling }: AskedOf): ModelRequest[] {
  const nths = Array.from({ length: samples }, (_, nth) => nth);
  return probes.flatMap((probe) =>
    (probe.set === 'core' ? conditions : [PLAIN_CONDITION]).flatMap((condition) =>
      nths.map((nth) => requestOf({ probe, condition, nth }, sampling)),
    ),
  );
}
