import { dirname } from 'node:path';
import type { LedgerDisk } from './ledger-disk.ts';

/** A file and what belongs into it. */
export interface NewWholeFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** For everybody's eyes: the public log. */
export const PUBLIC_MODE = 0o644;
/** For this user alone: keys, segments. */
export const PRIVATE_MODE = 0o600;

/**
 * Writes files so that each is there whole or not at all, and is on the disk when this resolves: under another name, synced,
 * renamed, and every folder synced once. Their folders are there. `atOnce` are written at a time, in any order.
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
