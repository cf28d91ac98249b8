import { MANIFEST_NAME } from '../../bundle/index.ts';
import { refuseMisfit } from '../provenance/verify/named-as.ts';
import type { VerifiableKind } from '../provenance/verify/verify-context.ts';
import { verifyBundle } from './verify-bundle.ts';

/** Offset of the first entry's name in an archive, after its signature and the rest of its header. */
const FIRST_NAME = 30;

/**
 * An evidence bundle, recognised by its file name or the name of its first entry. Other archives are ordinary files.
 */
const BUNDLE = { en: 'an evidence bundle', ja: '証拠バンドル' };

export const BUNDLE_KIND: VerifiableKind = {
  kind: 'bundle',
  recognises({ path, isFolder, head }) {
    if (isFolder) return false;
    const name = Buffer.from(head.subarray(FIRST_NAME, FIRST_NAME + MANIFEST_NAME.length)).toString('latin1');
    return path.endsWith('.zenbun.zip') || (head[0] === 0x50 && head[1] === 0x4b && name === MANIFEST_NAME);
  },
  async verify(thing, { onProgress: _, now, ...options }) {
    // Files given by --with do not count as a misfit: the statements in the bundle are compared with them.
    refuseMisfit(thing, BUNDLE, /\.zip$/i, { ...options, now, alongside: [] });
    return verifyBundle(thing.path, { ...options, now: () => now });
  },
};
