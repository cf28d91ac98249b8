import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { ZenbunError } from '../../../errors.ts';
import type { KeyAlgorithm, VerifyingKey } from '../../../provenance/index.ts';
import { verifyingKeyOf } from './key-ports.ts';

const CURVES = { 'ecdsa-p256': 'P-256', 'ecdsa-p384': 'P-384', 'ecdsa-p521': 'P-521' } as const;

function generated(algorithm: KeyAlgorithm): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  return algorithm === 'ed25519'
    ? generateKeyPairSync('ed25519')
    : generateKeyPairSync('ec', { namedCurve: CURVES[algorithm] });
}

/**
 * Makes a key pair: `path` (PKCS#8 in PEM, readable only by its owner, encrypted if a passphrase is given) and
 * `path.pub` (SPKI in PEM). Throws `usage` if one of them exists, and `not-written`.
 */
export async function newKeyPair(
  path: string,
  algorithm: KeyAlgorithm,
  passphrase: string | null,
): Promise<VerifyingKey> {
  const { privateKey, publicKey } = generated(algorithm);
  const lock = passphrase === null ? {} : { cipher: 'aes-256-cbc', passphrase };
  const secret = privateKey.export({ type: 'pkcs8', format: 'pem', ...lock }) as string;
  const key = verifyingKeyOf(publicKey, `${path}.pub`)!;
  await writeNew(path, secret, 0o600);
  try {
    await writeNew(`${path}.pub`, key.pem, 0o644);
  } catch (failure) {
    // A key whose public half was not kept is useless.
    await rm(path, { force: true });
    throw failure;
  }
  return key;
}

/** Writes a file, but never over an existing one. */
async function writeNew(path: string, text: string, mode: number): Promise<void> {
  try {
    const file = await open(path, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw unwritten(path, cause as NodeJS.ErrnoException);
  }
}

function unwritten(path: string, cause: NodeJS.ErrnoException): ZenbunError {
  if (cause.code === 'EEXIST')
    return new ZenbunError(
      'usage',
      { en: `${path} is already there; no key was made`, ja: `${path} はすでにあります。鍵は作成していません` },
      { advice: { en: 'Name another file.', ja: '別のファイル名を指定してください。' } },
    );
  return new ZenbunError(
    'not-written',
    { en: `${path} could not be written: ${cause.message}`, ja: `${path} に書き込めませんでした：${cause.message}` },
    { advice: { en: 'Choose another path.', ja: '別の場所を指定してください。' }, cause },
  );
}
