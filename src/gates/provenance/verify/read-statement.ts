import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { ZenbunError } from '../../../errors.ts';
import { MAX_ENVELOPE_BYTES } from '../../../provenance/index.ts';

/** Reads the bytes of a statement file. Throws `not-found`, and `limit` if it is too large. */
export async function readStatementFile(path: string): Promise<Uint8Array> {
  try {
    // Open without blocking: a pipe with the name of a statement must not hang.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const known = await file.stat();
      if (!known.isFile()) throw noFile(path);
      if (known.size > MAX_ENVELOPE_BYTES) throw tooLarge(path, known.size);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof ZenbunError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ZenbunError(
      'not-found',
      { en: `${path} cannot be read: ${why}`, ja: `${path} を読めません：${why}` },
      { cause },
    );
  }
}

const noFile = (path: string) =>
  new ZenbunError(
    'not-found',
    { en: `${path} is not a regular file`, ja: `${path} は通常のファイルではありません` },
    {
      advice: {
        en: 'Remove it, or name the file of the statement.',
        ja: '取り除くか、ステートメントのファイルを指定してください。',
      },
    },
  );

const tooLarge = (path: string, size: number) =>
  new ZenbunError(
    'limit',
    {
      en: `${path} has ${size} bytes; statements over 10 MiB (16 MiB as a file) are not read`,
      ja: `${path} は ${size} バイトあります。10 MiB（ファイルとして 16 MiB）を超えるステートメントは読み取りません`,
    },
    { advice: { en: 'Sign parts of the folder separately.', ja: 'フォルダーを分けて署名してください。' } },
  );
