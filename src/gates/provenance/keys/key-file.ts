import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ZenbunError } from '../../../errors.ts';
import { keyFault } from './key-faults.ts';

/** Limit for a file: no key and no chain of certificates is larger. */
const MOST_BYTES = 256 * 1024;

/**
 * Reads the text of a file of keys or certificates, and whether other users of the machine may read it. Throws
 * `not-found` and `unreadable`.
 */
export async function readKeyFile(path: string): Promise<{ readonly text: string; readonly isOpenToOthers: boolean }> {
  let file: FileHandle;
  try {
    // Open without blocking: a pipe without a writer must not hang.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    throw unread(path, cause);
  }
  try {
    const { size, mode } = await statOf(path, file);
    if (size > MOST_BYTES) throw tooLarge(path, size);
    const bytes = await file.readFile().catch((cause) => {
      throw unread(path, cause);
    });
    // Windows has no such permissions.
    const isOpenToOthers = process.platform !== 'win32' && (mode & 0o077) !== 0;
    return { text: bytes.toString('latin1'), isOpenToOthers };
  } finally {
    await file.close();
  }
}

async function statOf(path: string, file: FileHandle) {
  const known = await file.stat();
  if (known.isFile()) return known;
  throw keyFault(
    path,
    { en: 'is not a regular file', ja: '通常のファイルではありません' },
    { en: 'Name the file of the key.', ja: '鍵のファイルを指定してください。' },
  );
}

const tooLarge = (path: string, size: number) =>
  keyFault(
    path,
    { en: `has ${size} bytes; no key is that large`, ja: `${size} バイトあり、鍵としては大きすぎます` },
    { en: 'Name the file of the key.', ja: '鍵のファイルを指定してください。' },
  );

function unread(path: string, cause: unknown): ZenbunError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const why =
    code === 'ENOENT' ? { en: 'there is no such file', ja: 'ファイルがありません' } : { en: message, ja: message };
  return new ZenbunError(
    'not-found',
    { en: `${path} cannot be read: ${why.en}`, ja: `${path} を読めません：${why.ja}` },
    { advice: { en: 'Correct the path or its permissions.', ja: 'パスまたはアクセス権を確認してください。' }, cause },
  );
}
