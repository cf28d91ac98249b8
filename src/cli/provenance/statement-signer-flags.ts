import { readFile } from 'node:fs/promises';
import { ZenbunError } from '../../errors.ts';
import {
  keylessSigner,
  keySigner,
  readCertificates,
  readSigningKey,
  type StatementSignature,
} from '../../gates/index.ts';
import type { Lang } from '../../schema/index.ts';
import { withDotEnv } from '../config/dot-env.ts';

/** Flags that select the signer. */
export interface SignerFlags {
  readonly key?: string;
  readonly passphraseFile?: string;
  readonly certificate?: readonly string[];
  readonly sigstore?: boolean;
  readonly quiet?: boolean;
}

/**
 * Returns the passphrase from the named file, else from the environment, or null if there is none. Throws `not-found`.
 */
export async function passphraseOf({ passphraseFile }: SignerFlags): Promise<string | null> {
  if (passphraseFile === undefined) return withDotEnv(process.env).ZENBUN_KEY_PASSPHRASE || null;
  const text = await readFile(passphraseFile, 'utf8').catch((cause: Error) => {
    throw new ZenbunError(
      'not-found',
      {
        en: `--passphrase-file ${passphraseFile}: ${cause.message}`,
        ja: `--passphrase-file ${passphraseFile}：${cause.message}`,
      },
      { cause },
    );
  });
  return text.replace(/\r?\n$/, '');
}

/**
 * Returns the signer. Warns on stderr if other users of the machine may read the key. Throws `usage` if no signer, or
 * two, are named.
 */
export async function signerOf(flags: SignerFlags, lang: Lang): Promise<StatementSignature> {
  const { key: path, certificate = [], sigstore = false, quiet = false } = flags;
  if ((path === undefined) === !sigstore || (sigstore && certificate.length > 0)) throw oneSigner();
  if (path === undefined) return keylessSigner({ identityToken: withDotEnv(process.env).SIGSTORE_ID_TOKEN || null });
  const { key, isOpenToOthers } = await readSigningKey(path, await passphraseOf(flags));
  if (isOpenToOthers && !quiet) process.stderr.write(`zenbun: ${TEXTS.open[lang](path)}\n`);
  const chain = (await Promise.all(certificate.map(readCertificates))).flat();
  return keySigner(key, chain);
}

const TEXTS = {
  open: {
    en: (path: string) => `other users of this machine may read the key: chmod 600 ${path}`,
    ja: (path: string) => `この鍵は、このマシンのほかの利用者も読み取れます：chmod 600 ${path}`,
  },
} as const;

const oneSigner = () =>
  new ZenbunError(
    'usage',
    {
      en: 'either --key FILE or --sigstore is needed, and certificates only with a key',
      ja: '--key か --sigstore のどちらか一方が必要です（証明書は鍵とだけ併用できます）',
    },
    {
      advice: {
        en: 'To make a key: zenbun attest key --out supplier.key',
        ja: '鍵の作成：zenbun attest key --out supplier.key',
      },
    },
  );
