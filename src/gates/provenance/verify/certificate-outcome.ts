import { X509Certificate } from 'node:crypto';
import {
  type CertificateIdentity,
  type CertificateOutcome,
  ProvenanceError,
  parseSignedFile,
} from '../../../provenance/index.ts';
import type { Message } from '../../../schema/index.ts';
import { type ChainFault, checkChain, keyOfCertificate } from '../certificates/chain.ts';
import { verifyKeyless } from '../sigstore/verify-keyless.ts';
import type { VerifyContext } from './verify-context.ts';

/** The outcome for a bundle's certificates, and the reason if a chain was refused. */
export interface CertificateReading {
  /** null if it has none. */
  readonly outcome: CertificateOutcome | null;
  readonly fault: ChainFault | null;
}

const NONE: CertificateReading = { outcome: null, fault: null };

/**
 * Checks the certificates of a signed statement, if it has any. Throws only for a trusted root file that cannot be
 * used.
 */
export async function certificateReading(bytes: Uint8Array, options: VerifyContext): Promise<CertificateReading> {
  const material = materialOf(bytes);
  if (material === null || material.kind === 'public-key') return NONE;
  return material.kind === 'chain'
    ? chainReading(material.ders, options)
    : keylessReading(bytes, material.der, options);
}

function materialOf(bytes: Uint8Array) {
  try {
    return parseSignedFile(bytes).material;
  } catch (cause) {
    // The reader of the statement refuses it for this.
    if (cause instanceof ProvenanceError) return null;
    throw cause;
  }
}

function chainReading(ders: readonly Uint8Array[], { roots, certificatesAt, now }: VerifyContext): CertificateReading {
  const key = keyOfCertificate(ders[0]!);
  const names = namesIn(ders[0]!);
  if (roots.length === 0) return { outcome: { state: 'not-checked', key, ...names, detail: NO_ROOT }, fault: null };
  const result = checkChain(ders, roots, certificatesAt ?? now);
  if (result.kind === 'refused')
    return { outcome: { state: 'failed', key, ...names, detail: result.detail }, fault: result.fault };
  const path = result.path.join(' ← ');
  const detail = {
    en: `A given root vouches for the signer: ${path}.`,
    ja: `指定されたルート証明書から署名者までたどれました：${path}`,
  };
  return { outcome: { state: 'passed', key: result.key, ...names, detail }, fault: null };
}

/** Returns whom a certificate names, and its issuer. */
function namesIn(der: Uint8Array): { readonly identity: string | null; readonly issuer: string | null } {
  try {
    const { subjectAltName, subject, issuer } = new X509Certificate(der);
    const [, alternative] = /^(?:email|URI|DNS):([^,"]+)$/.exec(subjectAltName ?? '') ?? [];
    const oneLine = (text: string) => text.split('\n').join(', ');
    return { identity: alternative ?? (subject ? oneLine(subject) : null), issuer: issuer ? oneLine(issuer) : null };
  } catch {
    return { identity: null, issuer: null };
  }
}

async function keylessReading(bytes: Uint8Array, der: Uint8Array, options: VerifyContext): Promise<CertificateReading> {
  const key = keyOfCertificate(der);
  const result = await verifyKeyless(bytes, options.sigstoreRoot);
  if (result.kind !== 'verified') {
    const state = result.kind === 'refused' ? 'failed' : 'not-checked';
    return { outcome: { state, key, identity: null, issuer: null, detail: result.detail }, fault: null };
  }
  const { identity, issuer } = result;
  const wanted = [
    ...options.identities,
    ...(options.policy?.policy.signers ?? []).flatMap(({ identities }) => identities),
  ];
  const isWanted = wanted.some((one) => isSigner(one, identity, issuer));
  const who = `${identity}${issuer === null ? '' : ` (${issuer})`}`;
  if (isWanted) return { outcome: { state: 'passed', key, identity, issuer, detail: signedBy(who) }, fault: null };
  // Anybody can get such a certificate for themselves, so it counts only for an expected identity.
  const state = wanted.length > 0 ? 'failed' : 'not-checked';
  return {
    outcome: { state, key, identity, issuer, detail: wanted.length > 0 ? other(who) : nobodyWanted(who) },
    fault: null,
  };
}

const isSigner = (wanted: CertificateIdentity, identity: string, issuer: string | null) =>
  wanted.identity === identity && (wanted.issuer === null || wanted.issuer === issuer);

const NO_ROOT: Message = {
  en: 'The certificates were not checked, since no root was given: --root FILE.',
  ja: 'ルート証明書（--root）が指定されていないため、証明書を検証していません。',
};
const signedBy = (who: string): Message => ({
  en: `Sigstore certificate and log hold; signed by ${who}.`,
  ja: `Sigstore の証明書とログを確認しました。署名者：${who}`,
});
const other = (who: string): Message => ({
  en: `Sigstore certificate and log hold, but ${who} signed, who is not expected.`,
  ja: `Sigstore の証明書とログは正しいものの、想定していない署名者です：${who}`,
});
const nobodyWanted = (who: string): Message => ({
  en: `Sigstore certificate and log hold; ${who} signed. Anybody can sign so for themselves: say whom you expect with --identity.`,
  ja: `Sigstore の証明書とログは正しく、署名者は ${who} です。誰でも自分の名義で署名できるため、想定する署名者を --identity で指定してください。`,
});
