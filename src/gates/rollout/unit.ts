import { createHmac } from 'node:crypto';
import type { GatewayClient } from '../../gateway/index.ts';
import { bucketOf } from '../../rollout/index.ts';
import type { WireRequest } from '../../wire/index.ts';
import type { UnitOption } from './settings/rollout-options.ts';

/**
 * Whom an assignment stays with. Without a name of who asks, it is the conversation: every turn sends the first one along, so that it stays the
 * same, while one key of a whole application does not put all its users into one bucket.
 */
export function unitOf({ firstPrompt, user }: WireRequest, { id, subject }: GatewayClient, by: UnitOption): string {
  if (by === 'key') return `key:${id}`;
  const named = by === 'user' ? (subject ?? user) : null;
  return named === null ? `conversation:${id}:${firstPrompt}` : `user:${named}`;
}

/** Bucket of a unit, 0..99,999. */
export const unitBucket = (salt: Uint8Array, unit: string): number =>
  bucketOf(createHmac('sha256', salt).update(unit, 'utf8').digest());
