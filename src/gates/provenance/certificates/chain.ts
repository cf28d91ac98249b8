import { X509Certificate } from 'node:crypto';
import type { VerifyingKey } from '../../../provenance/index.ts';
import type { Message } from '../../../schema/index.ts';
import { keyKindOf, verifyingKeyOf } from '../keys/key-ports.ts';
import { bitOf, certificateParts, oidsIn, pathLengthOf } from './der.ts';

/** Reason why a chain is not trusted. */
export type ChainFault =
  | 'broken'
  | 'key-kind'
  | 'no-path'
  | 'expired'
  | 'not-yet-valid'
  | 'usage'
  | 'weak-signature'
  | 'critical-extension'
  | 'path-length';

/** The outcome of checking a chain of certificates. */
export type ChainResult =
  | {
      readonly kind: 'trusted';
      readonly key: VerifyingKey;
      /** Subjects from the signer to the root. */
      readonly path: readonly string[];
      /** Period in which all of them are valid, in milliseconds since 1970. */
      readonly validity: readonly [number, number];
    }
  | { readonly kind: 'refused'; readonly fault: ChainFault; readonly detail: Message };

/** Maximum length of a path. */
const MOST_LINKS = 8;
const MOST_CERTIFICATES = 32;

/**
 * Looks for a path from the first certificate (the signer's) via the others to one of the given roots, and checks
 * issuance and signatures, dates at `at` (milliseconds since 1970), key usage and path lengths. A certificate with a
 * critical extension that is not read here, such as policies, is refused (RFC 5280, 4.2). Name constraints are refused
 * even if they are not critical, since they limit for whom an authority may speak. Revocation is not looked up. Never
 * throws.
 */
export function checkChain(chain: readonly Uint8Array[], roots: readonly X509Certificate[], at: number): ChainResult {
  const parsed = chain.slice(0, MOST_CERTIFICATES).map(parsedOrNull);
  const [leaf] = parsed;
  if (chain.length > MOST_CERTIFICATES || leaf === undefined || parsed.includes(null)) return refused('broken', BROKEN);
  const certificates = parsed as X509Certificate[];
  const key = verifyingKeyOf(leaf!.publicKey, nameOf(leaf!));
  if (key === null) return refused('key-kind', otherKind(keyKindOf(leaf!.publicKey)));
  const path = pathFrom(leaf!, certificates.slice(1), roots, []);
  if (path === null) return refused('no-path', noPath(nameOf(leaf!)));
  const fault = path
    .map((certificate, depth) => faultOf(certificate, depth, path.length, at))
    .find((one) => one !== null);
  if (fault) return fault;
  const from = Math.max(...path.map(({ validFrom }) => Date.parse(validFrom)));
  const to = Math.min(...path.map(({ validTo }) => Date.parse(validTo)));
  return { kind: 'trusted', key, path: path.map(nameOf), validity: [from, to] };
}

/**
 * Returns the key of a certificate, regardless of its issuer; null if it cannot be read or its kind is not supported.
 */
export function keyOfCertificate(der: Uint8Array): VerifyingKey | null {
  const certificate = parsedOrNull(der);
  return certificate === null ? null : verifyingKeyOf(certificate.publicKey, nameOf(certificate));
}

function parsedOrNull(der: Uint8Array): X509Certificate | null {
  try {
    const certificate = new X509Certificate(der);
    certificateParts(certificate.raw);
    return certificate.publicKey === undefined ? null : certificate;
  } catch {
    return null;
  }
}

/** Returns the names of the subject on one line; if it is empty, as for keyless signers, the alternative names. */
const nameOf = (certificate: X509Certificate): string =>
  (certificate.subject || certificate.subjectAltName || certificate.serialNumber).split('\n').join(', ');

/** Returns a path of certificates, each issued by the next, that ends at a root; null if there is none. */
function pathFrom(
  last: X509Certificate,
  others: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  before: readonly X509Certificate[],
): X509Certificate[] | null {
  const path = [...before, last];
  if (roots.some((root) => isSame(root, last))) return path;
  const root = roots.find((one) => hasIssued(one, last));
  if (root !== undefined) return [...path, root];
  if (path.length >= MOST_LINKS) return null;
  for (const other of others) {
    if (path.some((one) => isSame(one, other)) || !hasIssued(other, last)) continue;
    const found = pathFrom(
      other,
      others.filter((one) => one !== other),
      roots,
      path,
    );
    if (found !== null) return found;
  }
  return null;
}

const isSame = (a: X509Certificate, b: X509Certificate) => a.raw.equals(b.raw);

/** Checks issuance by name, by what the issuer's key may do (OpenSSL looks at its key usage), and by signature. */
function hasIssued(issuer: X509Certificate, child: X509Certificate): boolean {
  try {
    return issuer.ca && child.checkIssued(issuer) && child.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

const OID = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  subjectAltName: '2.5.29.17',
  nameConstraints: '2.5.29.30',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  anyUsage: '2.5.29.37.0',
} as const;

/** Critical extensions that are read here, or that say nothing we rely on. */
const READ_CRITICAL: ReadonlySet<string> = new Set([
  OID.keyUsage,
  OID.basicConstraints,
  OID.extendedKeyUsage,
  OID.subjectAltName,
]);

/** Signatures with MD5 and SHA-1: of RSA, of ECDSA. */
const WEAK: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.4',
  '1.2.840.113549.1.1.5',
  '1.2.840.10045.4.1',
]);

function faultOf(certificate: X509Certificate, depth: number, length: number, at: number): ChainResult | null {
  const name = nameOf(certificate);
  const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  // A date that cannot be read fails both comparisons.
  if (!(at >= from)) return refused('not-yet-valid', notYet(name, from, at));
  if (!(at <= to)) return refused('expired', expired(name, to, at));
  const { signedWith, extensions } = certificateParts(certificate.raw);
  // Nobody relies on a root's signature over itself.
  const isRoot = depth === length - 1;
  if (!isRoot && WEAK.has(signedWith)) return refused('weak-signature', weak(name));
  const unread = extensions.find(
    ({ oid, isCritical }) => oid === OID.nameConstraints || (isCritical && !READ_CRITICAL.has(oid)),
  );
  if (unread !== undefined) return refused('critical-extension', critical(name, unread.oid));
  const valueFor = (oid: string) => extensions.find((one) => one.oid === oid)?.value;
  try {
    if (depth === 0)
      return mayNotSign(valueFor(OID.keyUsage), valueFor(OID.extendedKeyUsage)) ? refused('usage', usage(name)) : null;
    // The purposes of an authority limit those of the certificates below it, as in all verifiers: an authority for web
    // servers cannot vouch for models.
    if (!isForSigning(valueFor(OID.extendedKeyUsage))) return refused('usage', usage(name));
    const constraints = valueFor(OID.basicConstraints);
    const most = constraints === undefined ? null : pathLengthOf(constraints);
    return most !== null && depth - 1 > most ? refused('path-length', tooLong(name, most)) : null;
  } catch {
    return refused('broken', BROKEN);
  }
}

/**
 * Reports whether signing is not allowed: one of the two extensions must be present, and neither may exclude signing.
 */
function mayNotSign(keyUsage: Uint8Array | undefined, extended: Uint8Array | undefined): boolean {
  if (keyUsage === undefined && extended === undefined) return true;
  if (keyUsage !== undefined && !bitOf(keyUsage, 0)) return true;
  return !isForSigning(extended);
}

/** Reports whether the extended key usages, if present, allow signing. */
function isForSigning(extended: Uint8Array | undefined): boolean {
  const purposes = extended === undefined ? null : oidsIn(extended);
  return purposes === null || purposes.includes(OID.codeSigning) || purposes.includes(OID.anyUsage);
}

const refused = (fault: ChainFault, detail: Message): ChainResult => ({ kind: 'refused', fault, detail });
const day = (time: number) => (Number.isFinite(time) ? new Date(time).toISOString().slice(0, 19).concat('Z') : '?');

const BROKEN: Message = {
  en: 'A certificate of the chain cannot be read.',
  ja: '証明書チェーンに読めない証明書があります。',
};
const otherKind = (kind: string): Message => ({
  en: `The signer's certificate has a key of the kind ${kind}, which is not used here.`,
  ja: `署名者の証明書の鍵は ${kind} で、対応していません。`,
});
const noPath = (name: string): Message => ({
  en: `No given root vouches for the certificate of ${name}.`,
  ja: `指定されたルート証明書から ${name} の証明書までたどれません。`,
});
const expired = (name: string, to: number, at: number): Message => ({
  en: `The certificate of ${name} expired on ${day(to)}; it is looked at as of ${day(at)}.`,
  ja: `${name} の証明書は ${day(to)} に失効しています（判定時刻：${day(at)}）。`,
});
const notYet = (name: string, from: number, at: number): Message => ({
  en: `The certificate of ${name} is valid only from ${day(from)}; it is looked at as of ${day(at)}.`,
  ja: `${name} の証明書は ${day(from)} から有効です（判定時刻：${day(at)}）。`,
});
const usage = (name: string): Message => ({
  en: `The certificate of ${name} is not for signing: it needs the key usage digitalSignature, or the purpose codeSigning, and no other purpose alone.`,
  ja: `${name} の証明書は署名用ではありません（鍵用途 digitalSignature か用途 codeSigning が必要です）。`,
});
const weak = (name: string): Message => ({
  en: `The certificate of ${name} is signed with MD5 or SHA-1.`,
  ja: `${name} の証明書は MD5 または SHA-1 で署名されています。`,
});
const critical = (name: string, oid: string): Message => ({
  en: `The certificate of ${name} has an extension that restricts it and is not read here (${oid}).`,
  ja: `${name} の証明書に、用途を制限する、対応していない拡張があります（${oid}）。`,
});
const tooLong = (name: string, most: number): Message => ({
  en: `${name} may stand above at most ${most} further authorities, and more are in the chain.`,
  ja: `${name} の下に置ける認証局は ${most} 件までですが、チェーンではそれを超えています。`,
});
