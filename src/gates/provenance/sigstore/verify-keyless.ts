import { readFile } from 'node:fs/promises';
import { ZenbunError } from '../../../errors.ts';
import type { Message } from '../../../schema/index.ts';
import { loadSigstore, type SigstorePeer } from './sigstore-peer.ts';

/** The outcome of verifying a keyless signature. */
export type KeylessResult =
  /**
   * Certificate, log and signature hold against the given root; whether this signer is expected remains to be checked.
   */
  | { readonly kind: 'verified'; readonly identity: string; readonly issuer: string | null }
  | { readonly kind: 'refused'; readonly detail: Message }
  | { readonly kind: 'not-checked'; readonly detail: Message };

/**
 * Verifies a Sigstore bundle with a Fulcio certificate offline, against a given trusted root file: the certificate
 * (valid at the time of its log entry), the entry of the transparency log, the certificate log, and the signature.
 * Makes no requests. `trustedRoot`: path of the file, or null if none was given. Throws `not-found` and `unreadable`
 * for a root file that cannot be used.
 */
export async function verifyKeyless(
  bundle: Uint8Array,
  trustedRoot: string | null,
  load: () => SigstorePeer | null = loadSigstore,
): Promise<KeylessResult> {
  if (trustedRoot === null) return { kind: 'not-checked', detail: NO_ROOT };
  const peer = load();
  if (peer === null) return { kind: 'not-checked', detail: NO_PEER };
  const material = await materialOf(peer, trustedRoot);
  try {
    const parsed = peer.bundle.bundleFromJSON(JSON.parse(Buffer.from(bundle).toString('utf8')));
    const signer = new peer.verify.Verifier(material).verify(peer.verify.toSignedEntity(parsed));
    const identity = signer.identity?.subjectAlternativeName;
    if (identity === undefined) return { kind: 'refused', detail: NO_IDENTITY };
    return { kind: 'verified', identity, issuer: signer.identity?.extensions?.issuer ?? null };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return {
      kind: 'refused',
      detail: {
        en: `Sigstore refuses it: ${why}.`,
        ja: `Sigstore の検証に失敗しました（${why}）。`,
      },
    };
  }
}

async function materialOf(peer: SigstorePeer, path: string) {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new ZenbunError(
      'not-found',
      { en: `${path} cannot be read: ${cause.message}`, ja: `${path} を読めません：${cause.message}` },
      { advice: ROOT, cause },
    );
  });
  try {
    return peer.verify.toTrustMaterial(peer.trustedRoot(JSON.parse(text)));
  } catch (cause) {
    throw new ZenbunError(
      'unreadable',
      { en: `${path} is not a trusted root of Sigstore`, ja: `${path} は Sigstore の trusted root ではありません` },
      { advice: ROOT, cause },
    );
  }
}

const ROOT: Message = {
  en: 'Name a trusted_root.json, had from the operator of the Sigstore instance.',
  ja: 'Sigstore の運用者から入手した trusted_root.json を指定してください。',
};
const NO_ROOT: Message = {
  en: 'It is signed without a key, through Sigstore; name the trusted root to check it with: --sigstore-root trusted_root.json',
  ja: 'Sigstore による鍵なしの署名です。検証するには --sigstore-root で trusted_root.json を指定してください。',
};
const NO_PEER: Message = {
  en: 'It is signed without a key, through Sigstore; checking that needs the package sigstore: npm install sigstore@4.1.1',
  ja: 'Sigstore による鍵なしの署名です。検証には sigstore パッケージが必要です：npm install sigstore@4.1.1',
};
const NO_IDENTITY: Message = {
  en: 'The certificate names nobody.',
  ja: '証明書に署名者の名前がありません。',
};
