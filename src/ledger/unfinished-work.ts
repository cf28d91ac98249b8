import { join } from 'node:path';
import type { LedgerDisk } from './disk/ledger-disk.ts';
import { PRIVATE_MODE, writeWholeFiles } from './disk/whole-file.ts';
import { damagedLedger } from './ledger-error.ts';

/**
 * Work of several steps that must not stay half done. It is recorded on the disk in `unfinished` before its first step
 * and removed after its last; an interrupted piece of work resumes at the next start. `from`: the size of the log when
 * the work began, so that its leaves can be found.
 */
export type UnfinishedWork =
  | { readonly kind: 'erasure'; readonly from: number; readonly pseudonym: string }
  | { readonly kind: 'pruning'; readonly from: number; readonly before: number; readonly policy?: string | undefined };

const unfinishedPath = (folder: string) => join(folder, 'unfinished');

export async function readUnfinished(disk: LedgerDisk, folder: string): Promise<UnfinishedWork | null> {
  const path = unfinishedPath(folder);
  const bytes = await disk.readFile(path);
  if (bytes === null) return null;
  try {
    const work = JSON.parse(Buffer.from(bytes).toString('utf8'));
    const isErasure = work.kind === 'erasure' && /^[0-9a-f]{32}$/.test(work.pseudonym);
    const isPruning =
      work.kind === 'pruning' &&
      Number.isSafeInteger(work.before) &&
      ['string', 'undefined'].includes(typeof work.policy);
    if (Number.isSafeInteger(work.from) && (isErasure || isPruning)) return work;
  } catch {
    // Reported below.
  }
  throw damagedLedger(`${path} is not as it was written`, `${path} の内容が正しくありません`);
}

export const noteUnfinished = (disk: LedgerDisk, folder: string, work: UnfinishedWork): Promise<void> =>
  writeWholeFiles(disk, [{ path: unfinishedPath(folder), bytes: Buffer.from(JSON.stringify(work)) }], PRIVATE_MODE);

export async function noteFinished(disk: LedgerDisk, folder: string): Promise<void> {
  await disk.unlink(unfinishedPath(folder));
  await disk.syncFolder(folder);
}
