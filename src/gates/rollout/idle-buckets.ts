import { randomBytes } from 'node:crypto';
import type { GatewayClient } from '../../gateway/index.ts';
import type { WireRequest } from '../../wire/index.ts';
import { unitBucket, unitOf } from './unit.ts';

/**
 * Buckets of requests for models without a rollout, so that the watch can tell one asker from many. The salt changes
 * with every start.
 */
export class IdleBuckets {
  readonly #salt = randomBytes(16);

  bucket(request: WireRequest, client: GatewayClient): number {
    return unitBucket(this.#salt, unitOf(request, client, 'user'));
  }
}
