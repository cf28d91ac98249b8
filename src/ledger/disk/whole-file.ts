import { dirname } from 'node:path';
import type { LedgerDisk } from './ledger-disk.ts';

/** A file and its intended content. */
export interface NewWholeFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Mode of world-readable files: the public log. */
export const PUBLIC_MODE = 0o644;
/** Mode of files for this user only: keys, segments. */
export const PRIVATE_MODE = 0o600;

/**
 * Writes files atomically and durably: each goes to a temporary name, is synced and renamed; then every folder is
 * synced once. When this resolves, all files are on the disk. Their folders must exist. Writes `atOnce` files at a
 * time, in any order.
 */
export async function writeWholeFiles(
  disk: LedgerDisk,
  files: readonly NewWholeFile[],
  mode: number,
  atOnce = 2,
): Promise<void> {
  const queue = [...files];
  const take = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await writeOne(disk, next, mode);
  };
  await Promise.all(Array.from({ length: atOnce }, take));
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) await disk.syncFolder(folder);
}

async function writeOne(disk: LedgerDisk, { path, bytes }: NewWholeFile, mode: number): Promise<void> {
  const file = await disk.open(`${path}.tmp`, 'create', mode);
  try {
    await file.write([bytes], 0);
    await file.datasync();
  } finally {
    await file.close();
  }
  await disk.rename(`${path}.tmp`, path);
}
