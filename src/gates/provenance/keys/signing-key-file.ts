import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { ZenbunError } from '../../../errors.ts';
import type { SigningKey } from '../../../provenance/index.ts';
import type { Message } from '../../../schema/index.ts';
import { keyFault, otherKind } from './key-faults.ts';
import { readKeyFile } from './key-file.ts';
import { keyKindOf, signingKeyOf } from './key-ports.ts';

/** A private key read from a file. */
export interface ReadSigningKey {
  readonly key: SigningKey;
  /** True if other users of the machine may read the file. */
  readonly isOpenToOthers: boolean;
}

/** PKCS#8, encrypted or not, or SEC1, which OpenSSL precedes with the parameters of the curve. */
const SECRET = /-----BEGIN ((?:ENCRYPTED |EC )?PRIVATE KEY)-----[\s\S]*?-----END \1-----/g;

/**
 * Reads a private key: PKCS#8 or SEC1 in PEM, possibly encrypted; Ed25519, P-256, P-384 or P-521. `passphrase`: that of
 * an encrypted key. Throws `not-found`, or `unreadable` with the fault.
 */
export async function readSigningKey(path: string, passphrase: string | null): Promise<ReadSigningKey> {
  const { text, isOpenToOthers } = await readKeyFile(path);
  const found = [...text.matchAll(SECRET)];
  const [pem] = found.map(([block]) => block);
  if (pem === undefined) throw noPrivateKey(path, text);
  if (found.length > 1)
    throw keyFault(path, SEVERAL, { en: 'Keep one key a file.', ja: '鍵は 1 ファイルに 1 つにしてください。' });
  const secret = secretIn(path, pem, passphrase);
  const publicKey = createPublicKey(secret);
  const key = signingKeyOf(secret, publicKey, path);
  if (key === null) throw otherKind(path, keyKindOf(publicKey));
  return { key, isOpenToOthers };
}

function secretIn(path: string, pem: string, passphrase: string | null): KeyObject {
  const isEncrypted = /ENCRYPTED/.test(pem);
  if (isEncrypted && passphrase === null) throw keyFault(path, LOCKED, PASSPHRASE);
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(isEncrypted ? { passphrase: passphrase! } : {}) });
  } catch (cause) {
    if (isEncrypted) throw keyFault(path, WRONG_PASSPHRASE, PASSPHRASE, cause);
    throw keyFault(path, BROKEN, OTHER_FILE, cause);
  }
}

function noPrivateKey(path: string, text: string): ZenbunError {
  const [, other] = /-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(text) ?? [];
  if (other === 'OPENSSH PRIVATE KEY') return keyFault(path, OPENSSH, CONVERT);
  if (other === 'RSA PRIVATE KEY') return otherKind(path, 'RSA');
  if (other === undefined)
    return keyFault(path, { en: 'contains no PEM key', ja: 'PEM 形式の鍵がありません' }, OTHER_FILE);
  return keyFault(
    path,
    { en: `contains a ${other} instead of a private key`, ja: `秘密鍵ではなく ${other} が入っています` },
    OTHER_FILE,
  );
}

const SEVERAL: Message = { en: 'holds several private keys', ja: '秘密鍵が複数入っています' };
const LOCKED: Message = { en: 'the key is encrypted', ja: '鍵が暗号化されています' };
const PASSPHRASE: Message = {
  en: 'Set its passphrase in ZENBUN_KEY_PASSPHRASE, or name a file that holds it: --passphrase-file FILE.',
  ja: 'パスフレーズを ZENBUN_KEY_PASSPHRASE に設定するか、--passphrase-file でファイルを指定してください。',
};
const WRONG_PASSPHRASE: Message = {
  en: 'cannot be decrypted: the passphrase is wrong or the file is damaged',
  ja: '復号できません。パスフレーズが違うか、ファイルが壊れています',
};
const BROKEN: Message = { en: 'the key is damaged', ja: '鍵が壊れています' };
const OTHER_FILE: Message = {
  en: 'Name the file of a private key in PEM (PKCS#8 or SEC1); zenbun attest key --out FILE makes one.',
  ja: 'PEM 形式（PKCS#8 または SEC1）の秘密鍵を指定してください。zenbun attest key --out ファイル で作成できます。',
};
const OPENSSH: Message = { en: 'is in the format of OpenSSH', ja: 'OpenSSH 形式の鍵です' };
const CONVERT: Message = {
  en: 'Convert a copy: ssh-keygen -p -m PKCS8 -f COPY',
  ja: '複製を変換して使ってください：ssh-keygen -p -m PKCS8 -f 複製',
};
