import { join } from 'node:path';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { PRIVATE_MODE, writeWholeFiles } from '../disk/whole-file.ts';
import { KEY_BYTES } from './record-cipher.ts';

export const epochKeyPath = (folder: string, epoch: number) => join(folder, `epoch-${epoch}.key`);
export const epochTablePath = (folder: string, epoch: number) => join(folder, `subjects-${epoch}.bin`);

/**
 * Lists the epochs of a folder, oldest first: `whole` if both secret and table exist, `all` if any of their files
 * exists.
 */
export async function epochsOf(disk: LedgerDisk, folder: string): Promise<{ whole: number[]; all: number[] }> {
  const names = new Set(await disk.list(folder));
  const all = new Set<number>();
  for (const name of names) {
    const epoch = /^(?:epoch-(\d+)\.key|subjects-(\d+)\.bin)(?:\.tmp)?$/.exec(name);
    if (epoch !== null) all.add(Number(epoch[1] ?? epoch[2]));
  }
  const sorted = [...all].sort((a, b) => a - b);
  return {
    all: sorted,
    whole: sorted.filter((epoch) => names.has(`epoch-${epoch}.key`) && names.has(`subjects-${epoch}.bin`)),
  };
}

/** Writes both files of an epoch. When this resolves, they are complete and on the disk. */
export async function writeEpoch(
  disk: LedgerDisk,
  folder: string,
  epoch: number,
  secret: Uint8Array,
  table: Uint8Array,
): Promise<void> {
  const files = [
    { path: epochKeyPath(folder, epoch), bytes: secret },
    { path: epochTablePath(folder, epoch), bytes: table },
  ];
  await writeWholeFiles(disk, files, PRIVATE_MODE);
}

/**
 * Destroys the remains of an epoch. The secret is overwritten and synced before the names are removed. Copies that a
 * disk keeps of overwritten blocks are out of reach, but only 32 bytes have to be destroyed.
 */
export async function destroyEpoch(disk: LedgerDisk, folder: string, epoch: number): Promise<void> {
  const key = epochKeyPath(folder, epoch);
  for (const path of [key, `${key}.tmp`]) {
    if ((await disk.size(path)) !== null) await overwrite(disk, path);
    await disk.unlink(path);
  }
  const table = epochTablePath(folder, epoch);
  for (const path of [table, `${table}.tmp`]) await disk.unlink(path);
  await disk.syncFolder(folder);
}

async function overwrite(disk: LedgerDisk, path: string): Promise<void> {
  const file = await disk.open(path, 'continue', PRIVATE_MODE);
  try {
    await file.write([new Uint8Array(KEY_BYTES)], 0);
    await file.datasync();
  } finally {
    await file.close();
  }
}
