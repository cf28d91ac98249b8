import { hash } from 'node:crypto';
import { type Ledger, type LedgerDisk, type LedgerReader, readLedger, verifyLedger } from '../../src/ledger/index.ts';
import { leafHash } from '../../src/tlog/index.ts';
import { FOLDER, type Heard, type HeardRecord, openOn } from './scenario.ts';

/** Promises of the ledger that a fault has broken, by kind. */
export interface BrokenPromises {
  /** Acknowledged records that are missing or different. */
  readonly lost: string[];
  /** Everything else: it does not open, it contradicts itself or a checkpoint, or a body is wrong. */
  readonly wrong: string[];
}

/** Opens a ledger after a fault, reads, verifies, appends, closes and opens it once more. */
export async function brokenPromises(disk: LedgerDisk, heard: Heard, folder = FOLDER): Promise<BrokenPromises> {
  const broken: BrokenPromises = { lost: [], wrong: [] };
  try {
    const ledger = await openOn(disk, folder, 2);
    if (heard.vkey !== null && heard.acknowledged.size > 0 && heard.vkey !== ledger.vkey)
      broken.wrong.push('it has another key');
    await checkAcknowledged(await readLedger(folder, disk), heard, broken);
    const { index } = await ledger.append({ kind: 'note', fields: { after: true } });
    const checkpoint = await ledger.flush();
    await checkVerdicts(disk, folder, heard, ledger, broken);
    await ledger.close();
    const again = await openOn(disk, folder, 3);
    if (again.size <= index || again.checkpoint() !== checkpoint) broken.wrong.push('it is another when opened again');
    await again.close();
  } catch (failure) {
    broken.wrong.push(String(failure));
  }
  return broken;
}

async function checkVerdicts(
  disk: LedgerDisk,
  folder: string,
  heard: Heard,
  { vkey }: Ledger,
  broken: BrokenPromises,
): Promise<void> {
  for (const earlier of heard.checkpoints) {
    const { integrity, completeness } = await verifyLedger(folder, { vkey, earlier, disk });
    for (const { verdict, problems, unchecked } of [integrity, completeness]) {
      if (verdict === 'ok') continue;
      const unknown = unchecked.filter(({ isDecisive }) => isDecisive);
      broken.wrong.push([verdict, ...[...problems, ...unknown].map(({ message }) => message.en)].join('; '));
    }
  }
}

async function checkAcknowledged(reader: LedgerReader, heard: Heard, broken: BrokenPromises): Promise<void> {
  const from = await reader.from();
  if (from > heard.prunedBefore) broken.lost.push(`records before ${from}`);
  for (const [index, told] of heard.acknowledged) {
    if (index < from) continue;
    const record = await reader.record(index);
    const found = record === null ? null : Buffer.from(leafHash(sha256, record.bytes)).toString('hex');
    if (found !== told.leafHash) broken.lost.push(`record ${index}`);
    else if (told.text !== undefined) await checkBody(reader, index, told, heard, broken);
  }
}

async function checkBody(
  reader: LedgerReader,
  index: number,
  { subject, text, erasuresBefore }: HeardRecord,
  heard: Heard,
  broken: BrokenPromises,
): Promise<void> {
  const body = await reader.body(index);
  const isRead = body.state === 'open' && Buffer.from(body.body).toString() === text;
  const isErased = body.state === 'unreadable';
  const mayBeErased = (heard.erasing.get(subject!) ?? 0) > erasuresBefore;
  const mustBeErased = (heard.erased.get(subject!) ?? 0) > erasuresBefore;
  if (mustBeErased && !isErased) broken.wrong.push(`body ${index} can be read after its erasure`);
  if (!isRead && !(mayBeErased && isErased)) broken.lost.push(`body ${index} is ${body.state}`);
}

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');
