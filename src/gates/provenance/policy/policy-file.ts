import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import type * as z from 'zod';
import { ZenbunError } from '../../../errors.ts';
import { isSha256, type ProvenancePolicy, parsePolicy, type VerifyingKey } from '../../../provenance/index.ts';
import type { Message } from '../../../schema/index.ts';
import { readVerifyingKey, verifyingKeyIn } from '../keys/verifying-key-file.ts';
import { readYamlFile } from '../yaml/yaml-file.ts';
import { POLICY_SHAPE } from './policy-shape.ts';

/** A policy that was read, and its file. */
export interface ReadPolicy {
  readonly path: string;
  /** SHA-256 of the file, lower-case hex. */
  readonly sha256: string;
  readonly policy: ProvenancePolicy;
}

/**
 * Reads a policy in YAML, and the keys that it names by path. Throws `not-found`, `unreadable` for keys, and `usage`
 * with file and line for invalid content.
 */
export async function readPolicy(path: string): Promise<ReadPolicy> {
  const { bytes, value } = await readYamlFile(path, POLICY_SHAPE, POLICY);
  const keys = await keysOf(path, value);
  try {
    const policy = parsePolicy(value, (key) => keys.get(key)!);
    return { path, sha256: createHash('sha256').update(bytes).digest('hex'), policy };
  } catch (cause) {
    if (!(cause instanceof ZenbunError)) throw cause;
    const { en, ja } = cause.localized;
    throw new ZenbunError('usage', { en: `${path}: ${en}`, ja: `${path}：${ja}` }, { advice: POLICY, cause });
  }
}

/** Returns every key that is not a fingerprint, keyed by its text in the file. */
async function keysOf(
  path: string,
  { signers = [] }: z.infer<typeof POLICY_SHAPE>,
): Promise<Map<string, VerifyingKey>> {
  const keys = new Map<string, VerifyingKey>();
  for (const { name, keys: named = [] } of signers) {
    for (const key of named.filter((one) => !(isSha256(one) as boolean) && !keys.has(one))) {
      const isPem = key.includes('-----BEGIN');
      keys.set(
        key,
        isPem ? verifyingKeyIn(key, path, name) : await readVerifyingKey(resolve(dirname(path), key), name),
      );
    }
  }
  return keys;
}

const POLICY: Message = {
  en: 'A policy is a file in YAML that begins with schema: zenbun.policy/1; its fields: signers, require, allow, deny, maxAgeDays, custody (docs/provenance.md).',
  ja: 'ポリシーは schema: zenbun.policy/1 で始まる YAML ファイルです。項目：signers、require、allow、deny、maxAgeDays、custody（docs/provenance.ja.md）。',
};
