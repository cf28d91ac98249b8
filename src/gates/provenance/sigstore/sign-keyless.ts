import { ZenbunError } from '../../../errors.ts';
import { loadSigstore, type SigstorePeer, sigstoreNeeded } from './sigstore-peer.ts';

/** Where and as whom to sign a payload without a key. Absent addresses mean the public instance. */
export interface KeylessOptions {
  /** OpenID Connect token; null: that of the CI system in which this runs. */
  readonly identityToken: string | null;
  readonly fulcioUrl?: string | undefined;
  readonly rekorUrl?: string | undefined;
}

/**
 * Signs a payload through Sigstore, with a certificate for the identity of the token and an entry in the public log.
 * Anybody can read the log, so the name and the digests of all files become public. Returns the bundle in JSON. Throws
 * `usage` if the package is missing, and `upstream` if a server refuses.
 */
export async function signKeyless(
  payload: Uint8Array,
  payloadType: string,
  { identityToken, fulcioUrl, rekorUrl }: KeylessOptions,
  load: () => SigstorePeer | null = loadSigstore,
): Promise<Uint8Array> {
  const peer = load();
  if (peer === null) throw sigstoreNeeded();
  try {
    const bundle = await peer.sigstore.attest(Buffer.from(payload), payloadType, {
      ...(identityToken === null ? {} : { identityToken }),
      ...(fulcioUrl === undefined ? {} : { fulcioURL: fulcioUrl }),
      ...(rekorUrl === undefined ? {} : { rekorURL: rekorUrl }),
    });
    return Buffer.from(`${JSON.stringify(bundle)}\n`);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ZenbunError(
      'upstream',
      { en: `Sigstore did not sign: ${why}`, ja: `Sigstore で署名できませんでした：${why}` },
      {
        advice: {
          en: 'Check the network and the identity token (SIGSTORE_ID_TOKEN), or sign with a key: --key FILE.',
          ja: 'ネットワークと ID トークン（SIGSTORE_ID_TOKEN）を確認するか、--key で鍵を指定して署名してください。',
        },
        cause,
      },
    );
  }
}
