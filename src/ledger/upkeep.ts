import { join } from 'node:path';
import { TILE_WIDTH } from '../tlog/index.ts';
import type { LedgerDisk } from './disk/ledger-disk.ts';
import { segmentsFolder } from './keys/ledger-identity.ts';
import type { SubjectKeys } from './keys/subject-keys.ts';
import type { SubjectErasure } from './ledger.ts';
import { SegmentFrames } from './reading/segment-frames.ts';
import type { OwnKind } from './record-encoder.ts';
import { type LeafFields, readLeaf } from './segments/leaf.ts';
import { segmentFirsts } from './segments/recovered-segments.ts';
import { segmentName } from './segments/segment.ts';
import type { TileStore } from './tiles/tile-store.ts';
import { noteFinished, type UnfinishedWork } from './unfinished-work.ts';

/** What erasing and pruning need from their ledger. */
export interface Upkeep {
  readonly disk: LedgerDisk;
  readonly folder: string;
  readonly keys: SubjectKeys;
  readonly store: TileStore;
  /** Appends a leaf of the ledger itself; resolves to its index once it is on the disk. */
  append(kind: OwnKind, fields: LeafFields): Promise<number>;
  /** Runs work while no batch is being written. */
  alone(work: () => Promise<void>): Promise<void>;
  flush(): Promise<string>;
}

/** Completes an erasure, skipping the steps done before a crash. */
export async function finishErasure(
  upkeep: Upkeep,
  { from, pseudonym }: UnfinishedWork & { kind: 'erasure' },
): Promise<SubjectErasure> {
  const fields = { subject: pseudonym };
  const isOurs = (found: LeafFields) => found.subject === pseudonym;
  const intended =
    (await ownLeaf(upkeep, from, 'erasure-intended', isOurs)) ?? (await upkeep.append('erasure-intended', fields));
  await upkeep.alone(() => upkeep.keys.destroy(pseudonym));
  const done =
    (await ownLeaf(upkeep, from, 'erasure-done', isOurs)) ??
    (await upkeep.append('erasure-done', { ...fields, intended }));
  await noteFinished(upkeep.disk, upkeep.folder);
  return { pseudonym, intended, done };
}

/** Completes a pruning, skipping the steps done before a crash. Bundles and segments go once a signed tree says so. */
export async function finishPruning(
  upkeep: Upkeep,
  { from, before, policy }: UnfinishedWork & { kind: 'pruning' },
): Promise<number> {
  const { disk, folder, store } = upkeep;
  const isOurs = (found: LeafFields) => found.before === before;
  if ((await ownLeaf(upkeep, from, 'pruned', isOurs)) === null) await upkeep.append('pruned', { before, policy });
  await upkeep.flush();
  const place = segmentsFolder(folder);
  const gone = (await segmentFirsts(disk, place)).filter((first) => first < before);
  await store.removeBundles(0, Math.floor(before / TILE_WIDTH));
  for (const first of gone) await disk.unlink(join(place, segmentName(first)));
  await disk.syncFolder(place);
  await noteFinished(disk, folder);
  return before;
}

/** Returns the index of the ledger's own matching leaf at or after an index, or null if there is none. */
async function ownLeaf(
  { disk, folder }: Upkeep,
  from: number,
  kind: OwnKind,
  isOurs: (fields: LeafFields) => boolean,
): Promise<number | null> {
  const frames = new SegmentFrames(disk, segmentsFolder(folder));
  for await (const { index, frame } of frames.from(from)) {
    const leaf = readLeaf(frame.leaf);
    if (leaf?.kind === kind && isOurs(leaf.fields)) return index;
  }
  return null;
}
