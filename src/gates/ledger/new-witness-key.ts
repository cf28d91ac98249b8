import { open } from 'node:fs/promises';
import { ZenbunError } from '../../errors.ts';
import { newWitnessSecret, witnessKeyOf } from './witness-key.ts';
import { syncFolderOf } from './witness-state.ts';

/**
 * Creates the private key of a witness in a file that only its owner may read, and returns the public key. Throws
 * `usage` if the file exists or the name is invalid, and `not-written`.
 */
export async function newWitnessKey(path: string, name: string): Promise<string> {
  const secret = secretOf(name);
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${secret}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw refused(path, cause as NodeJS.ErrnoException);
  }
  await syncFolderOf(path);
  return witnessKeyOf(secret).vkey;
}

function secretOf(name: string): string {
  try {
    return newWitnessSecret(name);
  } catch (cause) {
    throw new ZenbunError(
      'usage',
      { en: `"${name}" cannot be the name of a key`, ja: `「${name}」は鍵の名前にできません` },
      {
        advice: {
          en: 'Use a name without spaces and +, such as witness.example.com.',
          ja: '空白と + を含まない名前（witness.example.com など）にしてください。',
        },
        cause,
      },
    );
  }
}

function refused(path: string, cause: NodeJS.ErrnoException): ZenbunError {
  if (cause.code === 'EEXIST') {
    return new ZenbunError(
      'usage',
      { en: `${path} already exists; no key was made`, ja: `${path} は既にあります。鍵は作成していません` },
      {
        advice: {
          en: 'Run without --init to use it, or name another file.',
          ja: '使う場合は --init なしで実行し、新しく作る場合は別のファイルを指定してください。',
        },
      },
    );
  }
  return new ZenbunError(
    'not-written',
    { en: `${path} could not be written: ${cause.message}`, ja: `${path} に書き込めませんでした：${cause.message}` },
    { advice: { en: 'Choose another path.', ja: '別の場所を指定してください。' }, cause },
  );
}
