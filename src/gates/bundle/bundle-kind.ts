import { MANIFEST_NAME } from '../../bundle/index.ts';
import { ZenbunError } from '../../errors.ts';
import type { VerifiableKind } from '../provenance/verify/verify-options.ts';
import { verifyBundle } from './verify-bundle.ts';

/** Where the name of the first entry stands in an archive, behind its signature and the rest of its header. */
const FIRST_NAME = 30;

/** An evidence bundle, by its name, or by what its first entry is called. Other archives are files like any other. */
export const BUNDLE_KIND: VerifiableKind = {
  kind: 'bundle',
  recognises({ path, isFolder, head }) {
    if (isFolder) return false;
    const name = Buffer.from(head.subarray(FIRST_NAME, FIRST_NAME + MANIFEST_NAME.length)).toString('latin1');
    return path.endsWith('.zenbun.zip') || (head[0] === 0x50 && head[1] === 0x4b && name === MANIFEST_NAME);
  },
  async verify({ path }, { onProgress: _, now, ...options }) {
    if (options.signatures.length + options.statements.length > 0) throw otherStatements();
    return verifyBundle(path, { ...options, now: () => now });
  },
};

const otherStatements = () =>
  new ZenbunError(
    'usage',
    {
      en: '--signature and --statement do not go with an evidence bundle: its statements are in it',
      ja: '証拠バンドルに --signature、--statement は指定できません。ステートメントはバンドルに含まれます',
    },
    {
      advice: {
        en: 'Verify other statements by themselves: zenbun verify FILE.',
        ja: 'ほかのステートメントは個別に zenbun verify で検証してください。',
      },
    },
  );
