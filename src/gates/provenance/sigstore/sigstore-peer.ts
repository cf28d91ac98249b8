import { createRequire } from 'node:module';
import { ZenbunError } from '../../../errors.ts';

/** The parts used of the optional package `sigstore` and of its own dependencies. */
export interface SigstorePeer {
  readonly sigstore: typeof import('sigstore');
  readonly verify: typeof import('@sigstore/verify');
  readonly bundle: typeof import('@sigstore/bundle');
  /** Reads a trusted root file (`trusted_root.json`). */
  readonly trustedRoot: (json: unknown) => Parameters<typeof import('@sigstore/verify').toTrustMaterial>[0];
}

interface RootReader {
  readonly TrustedRoot: { readonly fromJSON: SigstorePeer['trustedRoot'] };
}

/** Loads the package on demand; null if it is not installed. */
export function loadSigstore(): SigstorePeer | null {
  const near = createRequire(import.meta.url);
  try {
    // The packages below are its own dependencies, so they are resolved from its location.
    const inside = createRequire(near.resolve('sigstore'));
    const specs = inside('@sigstore/protobuf-specs') as RootReader;
    return {
      sigstore: near('sigstore'),
      verify: inside('@sigstore/verify'),
      bundle: inside('@sigstore/bundle'),
      trustedRoot: (json) => specs.TrustedRoot.fromJSON(json),
    };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw cause;
  }
}

/** Returns the error for a missing package that is needed. */
export const sigstoreNeeded = (): ZenbunError =>
  new ZenbunError(
    'usage',
    {
      en: 'signing without a key (Sigstore) needs the package sigstore',
      ja: '鍵なしの署名（Sigstore）には sigstore パッケージが必要です',
    },
    {
      advice: {
        en: 'Install it beside zenbun: npm install sigstore@4.1.1',
        ja: 'zenbun と同じ場所にインストールしてください：npm install sigstore@4.1.1',
      },
    },
  );
