import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { VerifyingKey } from '../../../provenance/index.ts';
import type { Message } from '../../../schema/index.ts';
import { keyFault, otherKind } from './key-faults.ts';
import { readKeyFile } from './key-file.ts';
import { keyKindOf, verifyingKeyOf } from './key-ports.ts';

const PUBLIC = /-----BEGIN (PUBLIC KEY|CERTIFICATE)-----[\s\S]*?-----END \1-----/g;

/**
 * Reads a public key: SPKI in PEM, or the key of a certificate (in a chain, of the first). A certificate named as a key
 * is trusted as a key: its dates and issuer are not checked. `name`: for display; by default, the path. Throws
 * `not-found` and `unreadable`.
 */
export async function readVerifyingKey(path: string, name: string = path): Promise<VerifyingKey> {
  const { text } = await readKeyFile(path);
  return verifyingKeyIn(text, path, name);
}

/** Does the same for a text; `where` is for messages. */
export function verifyingKeyIn(text: string, where: string, name: string = where): VerifyingKey {
  if (/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(text)) throw keyFault(where, SECRET, PUBLIC_HALF);
  const found = [...text.matchAll(PUBLIC)];
  const [first] = found;
  if (first === undefined) throw keyFault(where, ABSENT, PUBLIC_HALF);
  if (found.filter(([, kind]) => kind === 'PUBLIC KEY').length > 1)
    throw keyFault(where, { en: 'holds several public keys', ja: '公開鍵が複数入っています' }, ONE_EACH);
  const key = keyIn(where, first[0]);
  const verifying = verifyingKeyOf(key, name);
  if (verifying === null) throw otherKind(where, keyKindOf(key));
  return verifying;
}

function keyIn(where: string, pem: string): KeyObject {
  try {
    return pem.startsWith('-----BEGIN CERT') ? new X509Certificate(pem).publicKey : createPublicKey(pem);
  } catch (cause) {
    throw keyFault(where, { en: 'the key is damaged', ja: '鍵が壊れています' }, PUBLIC_HALF, cause);
  }
}

const SECRET: Message = { en: 'holds a private key', ja: '秘密鍵が入っています' };
const ABSENT: Message = { en: 'contains no PEM public key', ja: 'PEM 形式の公開鍵がありません' };
const PUBLIC_HALF: Message = {
  en: 'Name the public key (BEGIN PUBLIC KEY) or the certificate of the signer; zenbun attest key writes it beside the private one, with .pub; otherwise: openssl pkey -in KEY -pubout',
  ja: '署名者の公開鍵（BEGIN PUBLIC KEY）か証明書を指定してください。zenbun attest key では、秘密鍵の隣の .pub ファイルです。そのほかの鍵からの取り出し：openssl pkey -in 鍵 -pubout',
};
const ONE_EACH: Message = {
  en: 'Keep one key a file, and name each with --key.',
  ja: '鍵は 1 ファイルに 1 つにし、それぞれを --key で指定してください。',
};
