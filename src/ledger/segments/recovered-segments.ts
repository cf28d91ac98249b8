import { join } from 'node:path';
import { GrowingTree, leafHash } from '../../tlog/index.ts';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { PRIVATE_MODE } from '../disk/whole-file.ts';
import { damagedLedger } from '../ledger-error.ts';
import { sha256 } from '../sha256.ts';
import { type ReadSegment, readHeader, readSegment, type SegmentHeader, segmentFirst, segmentName } from './segment.ts';
import type { SegmentPlace } from './segment-writer.ts';

/** What recovery found in the segments; it changes nothing. */
export interface RecoveredSegments {
  /** The place to resume writing, or null if there is no segment. */
  readonly place: SegmentPlace | null;
  /** Index of the first record there. */
  readonly from: number;
  /** Root of the tree at the requested size, or null if the log is shorter. */
  readonly rootAtSigned: Uint8Array | null;
  /** Leaves beyond that size, with their hashes. */
  readonly unsigned: readonly { readonly leaf: Uint8Array; readonly hash: Uint8Array }[];
  /** Bytes of a torn batch at the end. */
  readonly tornBytes: number;
  /** Start of the last batch, in bytes. */
  readonly lastBatchAt: number;
  /** No intent before this index is waiting for its response. */
  readonly open: number;
}

/** Upper bound of a header's length: 53 hashes and four numbers. */
export const HEADER_BYTES = 8192;

/**
 * Reads the segments from the one that holds record `signedSize` on, and the headers of those before it. Segments that
 * begin before `prunedBefore` are being removed and count as gone. Throws `damaged` if a frame, a header or a segment
 * is not as it was written.
 */
export async function recoverSegments(
  disk: LedgerDisk,
  folder: string,
  signedSize: number,
  prunedBefore: number,
): Promise<RecoveredSegments> {
  const firsts = await segmentFirsts(disk, folder, prunedBefore);
  if (firsts.length === 0) {
    const rootAtSigned = signedSize === 0 ? new GrowingTree(sha256).root() : null;
    return { place: null, from: 0, rootAtSigned, unsigned: [], tornBytes: 0, lastBatchAt: 0, open: 0 };
  }
  const headers = await Promise.all(firsts.map((first) => headerOf(disk, folder, first)));
  await checkChain(disk, folder, headers);
  const start = Math.max(
    0,
    firsts.findLastIndex((first) => first <= signedSize),
  );
  const tree = new GrowingTree(sha256, headers[start]!.tree);
  const unsigned: { leaf: Uint8Array; hash: Uint8Array }[] = [];
  let rootAtSigned = tree.size === signedSize ? tree.root() : null;
  let last: ReadSegment | null = null;
  let bytes = 0;
  for (const first of firsts.slice(start)) {
    if (tree.size !== first) throw damagedSegment(folder, first, `it begins at ${first}, not at ${tree.size}`);
    const content = Buffer.from((await disk.readFile(join(folder, segmentName(first)))) ?? []);
    bytes = content.length;
    last = readSegment(content);
    const isLast = first === firsts.at(-1);
    if (last === null || last.fault === 'damaged' || (last.fault !== null && !isLast)) {
      throw damagedSegment(folder, first, `the frame at byte ${last?.goodBytes ?? 0} is not as it was written`);
    }
    for (const { leaf } of last.frames) {
      const hash = leafHash(sha256, leaf);
      if (tree.size >= signedSize) unsigned.push({ leaf: Buffer.from(leaf), hash });
      tree.append(hash);
      if (tree.size === signedSize) rootAtSigned = tree.root();
    }
  }
  return {
    place: { first: firsts.at(-1)!, bytes: last!.goodBytes, size: tree.size },
    from: firsts[0]!,
    rootAtSigned,
    unsigned,
    tornBytes: bytes - last!.goodBytes,
    lastBatchAt: last!.lastBatchAt,
    open: headers.at(-1)!.open,
  };
}

/**
 * Cuts off a torn batch and rewrites the last remaining batch before syncing it. If that batch's sync failed in the
 * previous process, the system shows it although the disk may lack it, and another sync alone would succeed without
 * writing.
 */
export async function repairEnd(disk: LedgerDisk, folder: string, found: RecoveredSegments): Promise<void> {
  const { place, lastBatchAt, tornBytes } = found;
  if (place === null) return;
  const path = join(folder, segmentName(place.first));
  const batch = (await disk.readFile(path, lastBatchAt, place.bytes - lastBatchAt)) ?? new Uint8Array(0);
  const file = await disk.open(path, 'continue', PRIVATE_MODE);
  try {
    if (tornBytes > 0) await file.truncate(place.bytes);
    if (batch.length > 0) await file.write([batch], lastBatchAt);
    await file.datasync();
  } finally {
    await file.close();
  }
  await disk.syncFolder(folder);
}

/** Returns the first indexes of the segments that are there, in order. */
export async function segmentFirsts(disk: LedgerDisk, folder: string, from = 0): Promise<number[]> {
  const firsts = (await disk.list(folder)).map(segmentFirst).filter((first) => first !== null);
  return firsts.filter((first) => first >= from).sort((a, b) => a - b);
}

async function headerOf(disk: LedgerDisk, folder: string, first: number): Promise<SegmentHeader> {
  const path = join(folder, segmentName(first));
  const head = readHeader(Buffer.from((await disk.readFile(path, 0, HEADER_BYTES)) ?? []));
  if (head === null || head.header.first !== first)
    throw damagedSegment(folder, first, 'its header is not as it was written');
  return head.header;
}

async function checkChain(disk: LedgerDisk, folder: string, headers: readonly SegmentHeader[]): Promise<void> {
  for (const [i, { first, previous }] of headers.entries()) {
    if (i === 0) continue;
    const before = headers[i - 1]!;
    const bytes = await disk.size(join(folder, segmentName(before.first)));
    if (previous?.first !== before.first) throw damagedSegment(folder, previous?.first ?? 0, 'it is missing');
    if (previous.bytes !== bytes) {
      throw damagedSegment(folder, before.first, `it has ${bytes} bytes instead of ${previous.bytes}`);
    }
    if (headers[i]!.tree.size !== first) throw damagedSegment(folder, first, 'its header contradicts itself');
  }
}

const damagedSegment = (folder: string, first: number, why: string) =>
  damagedLedger(
    `${join(folder, segmentName(first))} is damaged: ${why}`,
    `${join(folder, segmentName(first))} が壊れています（${why}）`,
  );
