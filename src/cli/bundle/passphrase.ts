import { readFile } from 'node:fs/promises';
import { ZenbunError } from '../../errors.ts';

/** The passphrase of a key: the first line of a file, or `ZENBUN_KEY_PASSPHRASE`; null for none. Throws `not-found`. */
export async function passphraseFrom(
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  if (file === undefined) return env.ZENBUN_KEY_PASSPHRASE ?? null;
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new ZenbunError(
      'not-found',
      { en: `${file} is not there or cannot be read`, ja: `${file} がないか、読み取れません` },
      { cause },
    );
  });
  return text.split(/\r?\n/)[0] ?? null;
}
