import { BUCKETS } from './bucket.ts';
import type { RolloutEvent } from './rollout-events.ts';

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isFlag = (value: unknown): boolean => value === null || typeof value === 'boolean';
const isArm = (value: unknown): boolean => value === 'stable' || value === 'canary';

function isEvent(event: RolloutEvent): boolean {
  if (typeof event !== 'object' || event === null || !Number.isSafeInteger(event.at)) return false;
  switch (event.kind) {
    case 'request':
      if (!isCount(event.intent) || !isArm(event.arm) || typeof event.stratum !== 'string') return false;
      return isCount(event.bucket) && event.bucket < BUCKETS;
    case 'answer':
      return isCount(event.intent) && typeof event.facts === 'object' && event.facts !== null;
    case 'label':
      return isCount(event.intent) && isFlag(event.isUnsafe);
    case 'probe':
      return isCount(event.draw) && isArm(event.arm) && isFlag(event.complied);
    default:
      return false;
  }
}

/** Throws RangeError for an invalid event. */
export function requireEvent(event: RolloutEvent): void {
  if (!isEvent(event)) throw new RangeError(`no event of a rollout: ${JSON.stringify(event)?.slice(0, 200)}`);
}
