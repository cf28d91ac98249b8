import { createHash, timingSafeEqual } from 'node:crypto';
import type { AccessScope } from '../../schema/index.ts';

export const ACCESS_SCOPES: readonly AccessScope[] = ['use', 'read-log', 'administer'];

/** Limits of one key; null means unlimited. */
export interface AccessLimits {
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
  readonly concurrent: number | null;
}

/** A key as configured; never the key itself. */
export interface AccessKey {
  readonly id: string;
  /** SHA-256 of the key. A key has 256 random bits, so no slower hash is needed. */
  readonly sha256: Uint8Array;
  readonly scopes: readonly AccessScope[];
  readonly limits: AccessLimits;
}

const PREFIX = 'zk_';

/** Makes a new key from 32 random bytes, together with the hash that goes into the configuration. */
export function newAccessKey(random: Uint8Array): { readonly key: string; readonly hash: string } {
  const key = PREFIX + Buffer.from(random).toString('base64url');
  return { key, hash: `sha256:${digestOf(key).toString('hex')}` };
}

/** Returns the configured key that was presented, or null. Compares with every key, each in constant time. */
export function keyOf(presented: string, keys: readonly AccessKey[]): AccessKey | null {
  const digest = digestOf(presented);
  let found: AccessKey | null = null;
  for (const key of keys) if (timingSafeEqual(digest, key.sha256)) found = key;
  return found;
}

/**
 * Returns the key of a request (`Authorization: Bearer …`, or `x-api-key` as Anthropic's clients send it), or '' if
 * absent.
 */
export function presentedKey(headers: Readonly<Record<string, string | string[] | undefined>>): string {
  const bearer = /^Bearer +(\S+)$/i.exec(String(headers.authorization ?? ''))?.[1];
  return bearer ?? String(headers['x-api-key'] ?? '');
}

const digestOf = (key: string): Buffer => createHash('sha256').update(key, 'utf8').digest();
