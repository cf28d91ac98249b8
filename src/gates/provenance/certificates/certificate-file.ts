import { X509Certificate } from 'node:crypto';
import type { Message } from '../../../schema/index.ts';
import { keyFault } from '../keys/key-faults.ts';
import { readKeyFile } from '../keys/key-file.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;
const MOST = 64;

/**
 * Reads the certificates in a PEM file, in order. Throws `not-found`; `unreadable` if one is damaged or there is none.
 */
export async function readCertificates(path: string): Promise<X509Certificate[]> {
  const { text } = await readKeyFile(path);
  const found = text.match(CERTIFICATE) ?? [];
  if (found.length === 0)
    throw keyFault(path, { en: 'contains no PEM certificate', ja: 'PEM 形式の証明書がありません' }, PEM);
  if (found.length > MOST)
    throw keyFault(
      path,
      { en: `holds more than ${MOST} certificates`, ja: `証明書が ${MOST} 件を超えています` },
      FEWER,
    );
  return found.map((pem, at) => {
    try {
      return new X509Certificate(pem);
    } catch (cause) {
      throw keyFault(
        path,
        { en: `certificate ${at + 1} is damaged`, ja: `${at + 1} 番目の証明書が壊れています` },
        PEM,
        cause,
      );
    }
  });
}

const PEM: Message = {
  en: 'Name a file of certificates in PEM; from DER: openssl x509 -inform DER -in FILE',
  ja: 'PEM 形式の証明書を指定してください。DER からの変換：openssl x509 -inform DER -in ファイル',
};
const FEWER: Message = {
  en: 'Name only the roots that you trust for this supplier.',
  ja: 'この提供元について信頼するルート証明書だけを指定してください。',
};
