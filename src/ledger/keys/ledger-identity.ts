import { join } from 'node:path';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { PRIVATE_MODE, PUBLIC_MODE, writeWholeFiles } from '../disk/whole-file.ts';
import { damagedLedger, refusedRecord } from '../ledger-error.ts';
import { KEY_BYTES, type RandomPool } from './record-cipher.ts';
import { type LogSigner, signerOfSecret, signerOfSeed } from './signer-key.ts';
import { SubjectKeys } from './subject-keys.ts';

const SCHEMA = 'zenbun.ledger/1';

/** The content of `ledger.json`. `created` is in milliseconds since 1970. */
export interface LedgerIdentity {
  readonly origin: string;
  readonly vkey: string;
  readonly created: number;
}

const ledgerPath = (folder: string): string => join(folder, 'ledger.json');
export const segmentsFolder = (folder: string): string => join(folder, 'wal');
export const keysFolder = (folder: string): string => join(folder, 'keys');
export const logFolder = (folder: string): string => join(folder, 'log');
const signerPath = (folder: string): string => join(folder, 'signer.key');

/**
 * Reads the identity of a folder; null if it is not a ledger. Throws `damaged` if `ledger.json` is not as it was
 * written.
 */
export async function readIdentity(disk: LedgerDisk, folder: string): Promise<LedgerIdentity | null> {
  const bytes = await disk.readFile(ledgerPath(folder));
  if (bytes === null) return null;
  try {
    const { schema, origin, vkey, created } = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (schema === SCHEMA && typeof origin === 'string' && typeof vkey === 'string') return { origin, vkey, created };
  } catch {
    // Reported below.
  }
  throw damagedLedger(
    `${ledgerPath(folder)} is not as it was written`,
    `${ledgerPath(folder)} の内容が正しくありません`,
  );
}

/**
 * Makes the folders and keys of a new ledger. `ledger.json` is written last: without it there is no ledger, and the
 * remains of a crash are overwritten. Throws `damaged` if the folder already holds records but no `ledger.json`.
 */
export async function createLedger(
  disk: LedgerDisk,
  folder: string,
  wanted: { readonly origin: string; readonly created: number; readonly random: RandomPool },
): Promise<void> {
  const left = [...(await disk.list(segmentsFolder(folder))), ...(await disk.list(logFolder(folder)))];
  if (left.length > 0) {
    throw damagedLedger(`${ledgerPath(folder)} is missing`, `${ledgerPath(folder)} がありません`);
  }
  const { vkey, secret } = signerOfSeed(wanted.origin, wanted.random.take(KEY_BYTES));
  for (const sub of [segmentsFolder, keysFolder, logFolder]) await disk.makeFolder(sub(folder));
  await SubjectKeys.create(disk, keysFolder(folder), wanted.random);
  await writeWholeFiles(disk, [{ path: signerPath(folder), bytes: Buffer.from(`${secret}\n`) }], PRIVATE_MODE);
  const identity = { schema: SCHEMA, origin: wanted.origin, vkey, created: wanted.created };
  await writeWholeFiles(
    disk,
    [{ path: ledgerPath(folder), bytes: Buffer.from(`${JSON.stringify(identity)}\n`) }],
    PUBLIC_MODE,
  );
}

/**
 * Reads the signer of a ledger. Throws `usage` if the folder has another origin, `damaged` if its key does not match.
 */
export async function openSigner(
  disk: LedgerDisk,
  folder: string,
  { origin, vkey }: LedgerIdentity,
  wanted: string,
): Promise<LogSigner> {
  if (origin !== wanted) {
    throw refusedRecord(
      `${folder} is the ledger of ${origin}, not of ${wanted}`,
      `${folder} は ${wanted} ではなく ${origin} の証跡です`,
      { en: 'Name its own origin, or another folder.', ja: 'この証跡の origin か、別のフォルダーを指定してください。' },
    );
  }
  const text = await disk.readFile(signerPath(folder));
  let found: LogSigner | null = null;
  try {
    found = signerOfSecret(Buffer.from(text ?? []).toString('utf8'));
  } catch {
    // Reported below, without the cause, which would reveal the key.
  }
  if (found?.vkey !== vkey) {
    throw damagedLedger(
      `${signerPath(folder)} is not the key of this ledger`,
      `${signerPath(folder)} はこの証跡の鍵ではありません`,
    );
  }
  return found;
}
