import { createHmac } from 'node:crypto';
import type { GatewayClient } from '../../gateway/index.ts';
import { bucketOf } from '../../rollout/index.ts';
import type { WireRequest } from '../../wire/index.ts';
import type { UnitOption } from './settings/rollout-options.ts';

/**
 * Returns the unit that an assignment stays with. If the asker is not named, it is the conversation: every turn sends
 * the first one along, so that the unit stays the same, while the single key of an application does not put all its
 * users into one bucket.
 */
export function unitOf({ firstPrompt, user }: WireRequest, { id, subject }: GatewayClient, by: UnitOption): string {
  if (by === 'key') return `key:${id}`;
  const named = by === 'user' ? (subject ?? user) : null;
  return named === null ? `conversation:${id}:${firstPrompt}` : `user:${named}`;
}

/** Returns the bucket of a unit, 0..99,999. */
export const unitBucket = (salt: Uint8Array, unit: string): number =>
  bucketOf(createHmac('sha256', salt).update(unit, 'utf8').digest());
