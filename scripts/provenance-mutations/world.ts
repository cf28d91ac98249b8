import { generateKeyPairSync } from 'node:crypto';
import { signingKeyOf } from '../../src/gates/provenance/keys/key-ports.ts';
import type { SigningKey } from '../../src/provenance/index.ts';

/** Target of mutations: files of a folder by name (bytes), and signed statements about them by file name. */
export interface SignedWorld {
  readonly files: Map<string, Buffer>;
  /** Bytes of the files `oms`, `facts`, `train` and `handover`. */
  readonly statements: Map<string, Buffer>;
  /** Names that become symbolic links, with their targets. */
  readonly links: Map<string, string>;
  /** A trusted key, and one that is not trusted. */
  readonly key: SigningKey;
  readonly stranger: SigningKey;
}

/** Generates a key for this run. */
export function newKey(name: string): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return signingKeyOf(privateKey, publicKey, name)!;
}

export const publicHalf = (key: SigningKey) => {
  const { sign: _, ...half } = key;
  return half;
};
