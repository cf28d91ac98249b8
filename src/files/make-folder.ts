import { mkdir } from 'node:fs/promises';
import { ZenbunError } from '../errors.ts';

/** Makes a folder, and those above it, where it is not there; with `mode`, as the system counts permissions. Throws `not-written`. */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  await mkdir(path, { recursive: true, mode }).catch((cause) => {
    throw new ZenbunError(
      'not-written',
      { en: `${path} could not be created`, ja: `${path} を作成できませんでした` },
      { advice: { en: 'Choose another path.', ja: '別の場所を指定してください。' }, cause },
    );
  });
}
