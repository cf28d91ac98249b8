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

/** A signer of statements. */
export interface StatementSignature {
  /** SHA-256 of the SPKI of its key, lower-case hex; null: without a key, through Sigstore. */
  readonly fingerprint: string | null;
  /** The error, with advice, if it may not sign statements of OpenSSF Model Signing; null if it may. */
  readonly refusesFiles: ZenbunError | null;
  /** Returns the bytes of a Sigstore bundle. */
  sign(statement: Statement): Promise<Uint8Array>;
}

/**
 * Returns a signer with a key. `chain`: certificates of the key to include, the signer's first. Throws `usage` if they
 * are not of this key.
 */
export function keySigner(key: SigningKey, chain: readonly X509Certificate[] = []): StatementSignature {
  const ders = chain.map(({ raw }) => new Uint8Array(raw));
  const [leaf] = ders;
  if (leaf !== undefined && keyOfCertificate(leaf)?.fingerprint !== key.fingerprint) throw otherKey(key.name);
  const refusesFiles = key.algorithm === 'ed25519' ? notOfFiles(key.name) : null;
  return { fingerprint: key.fingerprint, refusesFiles, sign: async (statement) => signStatement(statement, key, ders) };
}

/** Returns a signer through Sigstore, for the identity of a token. */
export const keylessSigner = (options: KeylessOptions): StatementSignature => ({
  fingerprint: null,
  refusesFiles: null,
  sign: (statement) => signKeyless(formatStatement(statement), STATEMENT_PAYLOAD, options),
});

const notOfFiles = (name: string) =>
  new ZenbunError(
    'usage',
    {
      en: `${name} is an Ed25519 key, and OpenSSF Model Signing, by which files and folders are signed, allows EC keys only`,
      ja: `${name} は Ed25519 の鍵です。ファイルとフォルダーの署名に使う OpenSSF Model Signing では、EC 鍵だけが認められています`,
    },
    {
      advice: {
        en: 'Sign with a key of P-256, P-384 or P-521: zenbun attest key --out supplier.key makes one.',
        ja: 'P-256、P-384、P-521 の鍵で署名してください。作成：zenbun attest key --out supplier.key',
      },
    },
  );

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
