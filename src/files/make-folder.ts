import { mkdir } from 'node:fs/promises';
import { ZenbunError } from '../errors.ts';

/** Creates a folder and any missing parents. `mode` holds the permission bits of new folders. Throws `not-written`. */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  await mkdir(path, { recursive: true, mode }).catch((cause) => {
    throw new ZenbunError(
      'not-written',
      { en: `${path} could not be created`, ja: `${path} を作成できませんでした` },
      { advice: { en: 'Choose another path.', ja: '別の場所を指定してください。' }, cause },
    );
  });
}
