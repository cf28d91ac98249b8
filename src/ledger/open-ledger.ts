import { join, resolve } from 'node:path';
import { makeFolder } from '../files/index.ts';
import { type NoteKey, type OpenedCheckpoint, openCheckpoint, rootAt, tileHashReader } from '../tlog/index.ts';
import type { LedgerDisk } from './disk/ledger-disk.ts';
import { realDisk } from './disk/real-disk.ts';
import {
  createLedger,
  keysFolder,
  logFolder,
  openSigner,
  readIdentity,
  segmentsFolder,
} from './keys/ledger-identity.ts';
import { type FillRandom, fillRandom, RandomPool } from './keys/record-cipher.ts';
import { ed25519Verify } from './keys/signer-key.ts';
import { SubjectKeys } from './keys/subject-keys.ts';
import type { Ledger } from './ledger.ts';
import { cannotOpenLedger, rolledBackLedger } from './ledger-error.ts';
import { LedgerWriter } from './ledger-writer.ts';
import { findOpenExchanges } from './open-exchanges.ts';
import { type RecoveredSegments, recoverSegments, repairEnd } from './segments/recovered-segments.ts';
import { beginSegment, type SegmentPlace, SegmentWriter } from './segments/segment-writer.ts';
import { sha256 } from './sha256.ts';
import { resumeLog } from './tiles/integrator.ts';
import { SignedCheckpoint } from './tiles/signed-checkpoint.ts';
import { TileStore } from './tiles/tile-store.ts';
import { readUnfinished, type UnfinishedWork } from './unfinished-work.ts';

/** Options for opening a ledger. */
interface OpenLedgerOptions {
  /**
   * Name of the log as a URL without scheme (`example.com/log`): the name of its key and the first line of its
   * checkpoints.
   */
  readonly origin: string;
  /** Milliseconds since 1970. May go backwards: time never determines order. */
  readonly now: () => number;
  /** A signed checkpoint of this log kept elsewhere. A folder that is older, or begins differently, is refused. */
  readonly earlier?: string | undefined;
  /** Size in bytes at which a segment is full and the next one begins. Default: 64 MiB. */
  readonly segmentBytes?: number | undefined;
  readonly randomBytes?: FillRandom | undefined;
  readonly disk?: LedgerDisk | undefined;
}

const SEGMENT_BYTES = 64 * 2 ** 20;

/**
 * Opens a ledger for writing, or creates one if the folder is empty. Throws `usage` if another process holds it or it
 * has another origin, `damaged` if the folder is not as it was written or is older than what was signed, and
 * `not-written` if the disk fails.
 */
export async function openLedger(folder: string, options: OpenLedgerOptions): Promise<Ledger> {
  const place = resolve(folder);
  const disk = options.disk ?? realDisk;
  if (options.disk === undefined) await makeFolder(place);
  const unlock = disk.lock(join(place, 'ledger'), place);
  try {
    return await recovered(disk, place, options, unlock);
  } catch (cause) {
    unlock();
    throw cannotOpenLedger(place, cause);
  }
}

async function recovered(
  disk: LedgerDisk,
  folder: string,
  options: OpenLedgerOptions,
  unlock: () => void,
): Promise<LedgerWriter> {
  const random = new RandomPool(options.randomBytes ?? fillRandom);
  const { origin, now } = options;
  if ((await readIdentity(disk, folder)) === null) {
    await createLedger(disk, folder, { origin, created: Math.trunc(now()), random });
  }
  const identity = await readIdentity(disk, folder);
  // Names that are visible now may come from a process whose sync failed.
  for (const named of [folder, logFolder(folder)]) await disk.syncFolder(named);
  const { signer, vkey } = await openSigner(disk, folder, identity!, origin);
  const { slot, signed } = await SignedCheckpoint.open(disk, folder, signer.key);
  const unfinished = await readUnfinished(disk, folder);
  const found = await recoverSegments(disk, segmentsFolder(folder), signed?.size ?? 0, prunedBefore(unfinished));
  checkNotOlder(folder, found, signed);
  await checkEarlier(disk, folder, signed, options.earlier, signer.key);
  const store = new TileStore(disk, logFolder(folder));
  const log = await resumeLog(store, signed);
  const keys = await SubjectKeys.open(disk, keysFolder(folder), segmentsFolder(folder), random);
  const place = await resumedPlace(disk, segmentsFolder(folder), found);
  const exchanges = await findOpenExchanges(disk, segmentsFolder(folder), found.open);
  const segments = new SegmentWriter(
    disk,
    segmentsFolder(folder),
    options.segmentBytes ?? SEGMENT_BYTES,
    () => ({ tree: log.state(), open: exchanges.oldest ?? log.size }),
    place,
  );
  const parts = {
    disk,
    folder,
    origin,
    vkey,
    signer,
    keys,
    random,
    now,
    unlock,
    segments,
    store,
    slot,
    log,
    exchanges,
  };
  const writer = new LedgerWriter(parts);
  try {
    await writer.begin(found, unfinished);
  } catch (cause) {
    await writer.abandon();
    throw cause;
  }
  return writer;
}

const prunedBefore = (unfinished: UnfinishedWork | null): number =>
  unfinished?.kind === 'pruning' ? unfinished.before : 0;

function checkNotOlder(folder: string, found: RecoveredSegments, signed: OpenedCheckpoint | null): void {
  if (signed === null) return;
  const size = found.place?.size ?? 0;
  if (size < signed.size) {
    throw rolledBackLedger(
      folder,
      `${signed.size} records were signed, ${size} are there`,
      `署名済み ${signed.size} 件に対し ${size} 件`,
    );
  }
  if (found.rootAtSigned === null || !Buffer.from(found.rootAtSigned).equals(signed.root)) {
    throw rolledBackLedger(
      folder,
      `the first ${signed.size} records are not those that were signed`,
      `先頭の ${signed.size} 件が署名時と異なります`,
    );
  }
}

/**
 * Returns the place to resume writing: after what was found or, in a log without records, at the start of its first
 * segment.
 */
async function resumedPlace(disk: LedgerDisk, folder: string, found: RecoveredSegments): Promise<SegmentPlace> {
  if (found.place === null) {
    const bytes = await beginSegment(disk, folder, { first: 0, previous: null, tree: { size: 0, edge: [] }, open: 0 });
    return { first: 0, bytes, size: 0 };
  }
  await repairEnd(disk, folder, found);
  return found.place;
}

/**
 * Checks the folder against a checkpoint kept elsewhere: only that reveals a restored copy of the whole folder, which
 * is consistent in itself.
 */
async function checkEarlier(
  disk: LedgerDisk,
  folder: string,
  signed: OpenedCheckpoint | null,
  text: string | undefined,
  key: NoteKey,
): Promise<void> {
  if (text === undefined) return;
  const earlier = openCheckpoint(Buffer.from(text), key, ed25519Verify);
  const size = signed?.size ?? 0;
  if (size < earlier.size) {
    throw rolledBackLedger(
      folder,
      `the earlier checkpoint has ${earlier.size} records, ${size} are signed here`,
      `以前のチェックポイントの ${earlier.size} 件に対し、署名済みは ${size} 件`,
    );
  }
  if (signed === null) return;
  const fetch = (path: string) => disk.readFile(join(logFolder(folder), path));
  const root = await rootAt(sha256, tileHashReader(sha256, signed, fetch), earlier.size);
  if (!Buffer.from(root).equals(earlier.root)) {
    throw rolledBackLedger(
      folder,
      `its first ${earlier.size} records are not those of the earlier checkpoint`,
      `先頭の ${earlier.size} 件が以前のチェックポイントと異なります`,
    );
  }
}
