import type { X509Certificate } from 'node:crypto';
import { ZenbunError } from '../../../errors.ts';
import {
  formatStatement,
  type SigningKey,
  STATEMENT_PAYLOAD,
  type Statement,
  signStatement,
} from '../../../provenance/index.ts';
import { keyOfCertificate } from '../certificates/chain.ts';
import { type KeylessOptions, signKeyless } from '../sigstore/sign-keyless.ts';

/** Signs statements, and who does. */
export interface StatementSignature {
  /** SHA-256 of the SPKI of its key, lower-case hex; null: without a key, through Sigstore. */
  readonly fingerprint: string | null;
  /** The bytes of a Sigstore bundle. */
  sign(statement: Statement): Promise<Uint8Array>;
}

/** Signs with a key; with `chain`, the certificates of the key, the signer's first. Throws `usage` where they are not of this key. */
export function keySigner(key: SigningKey, chain: readonly X509Certificate[] = []): StatementSignature {
  const ders = chain.map(({ raw }) => new Uint8Array(raw));
  const [leaf] = ders;
  if (leaf !== undefined && keyOfCertificate(leaf)?.fingerprint !== key.fingerprint) throw otherKey(key.name);
  return { fingerprint: key.fingerprint, sign: async (statement) => signStatement(statement, key, ders) };
}

/** Signs through Sigstore, for the identity of a token. */
export const keylessSigner = (options: KeylessOptions): StatementSignature => ({
  fingerprint: null,
  sign: (statement) => signKeyless(formatStatement(statement), STATEMENT_PAYLOAD, options),
});

const otherKey = (name: string) =>
  new ZenbunError(
    'usage',
    { en: `the first certificate is not of the key ${name}`, ja: `先頭の証明書が鍵 ${name} のものではありません` },
    {
      advice: {
        en: "Name the signer's certificate first, then those that issued it.",
        ja: '署名者の証明書を先頭に、その発行者の証明書を順に指定してください。',
      },
    },
  );
