import { generateKeyPairSync } from 'node:crypto';
import { signingKeyOf } from '../../src/gates/provenance/keys/key-ports.ts';
import type { SigningKey } from '../../src/provenance/index.ts';

/** What a mutation changes: files of a folder by name (bytes), and signed statements about it by the name of their file. */
export interface SignedWorld {
  readonly files: Map<string, Buffer>;
  /** `oms`, `facts`, `train`, `handover`: bytes of their files. */
  readonly statements: Map<string, Buffer>;
  /** Names that become symbolic links, with their targets. */
  readonly links: Map<string, string>;
  /** The key that is trusted, and one that is not. */
  readonly key: SigningKey;
  readonly stranger: SigningKey;
}

/** A key of the run. */
export function newKey(name: string): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return signingKeyOf(privateKey, publicKey, name)!;
}

export const publicHalf = (key: SigningKey) => {
  const { sign: _, ...half } = key;
  return half;
};

