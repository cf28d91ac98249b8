import { join } from 'node:path';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import type { PlacedFrame } from '../segments/frame.ts';
import { segmentFirsts } from '../segments/recovered-segments.ts';
import { readSegment, segmentName } from '../segments/segment.ts';

/** A frame with its place in the log. */
export interface IndexedFrame {
  readonly index: number;
  readonly frame: PlacedFrame;
}

/**
 * The frames from an index on, as far as they are good, a segment at a time; those of records that are no longer there are left out. May
 * be read while the ledger is written.
 */
export async function* framesFrom(disk: LedgerDisk, folder: string, from: number): AsyncGenerator<IndexedFrame> {
  const firsts = await segmentFirsts(disk, folder);
  const start = Math.max(
    0,
    firsts.findLastIndex((first) => first <= from),
  );
  for (const first of firsts.slice(start)) {
    const bytes = await disk.readFile(join(folder, segmentName(first)));
    const segment = bytes === null ? null : readSegment(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    for (const [i, frame] of (segment?.frames ?? []).entries()) {
      if (first + i >= from) yield { index: first + i, frame };
    }
  }
}
