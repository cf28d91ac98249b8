import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { folderFault } from '../hash-folder/folder-faults.ts';
import type { NamedThing } from './verify-context.ts';

const HEAD_BYTES = 64 * 1024;

/**
 * Inspects what a path leads to. Throws `not-found`, and `unreadable` for anything that is neither a file nor a folder.
 */
export async function lookAt(path: string): Promise<NamedThing> {
  const known = await stat(path).catch((cause) => {
    throw folderFault.unread(path, cause);
  });
  if (known.isDirectory()) return { path, isFolder: true, head: new Uint8Array() };
  if (!known.isFile()) throw folderFault.special(path);
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return { path, isFolder: false, head: buffer.subarray(0, bytesRead) };
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw folderFault.unread(path, cause);
  }
}
