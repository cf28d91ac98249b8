import type { FileRange } from '../../dataset/index.ts';

/** An input as listed by every shard. */
export interface ListedInput {
  readonly path: string;
  readonly bytes: number;
  /** True if its records are lines of the file exactly as stored, so that ranges of it can be read separately. */
  readonly dividesByLines: boolean;
}

/** A unit of reading: a file, or a range of the lines of one. */
export interface PlannedPiece {
  /** Index of the file among all inputs. */
  readonly file: number;
  /** null for the whole file. */
  readonly range: FileRange | null;
  readonly bytes: number;
}

/** Minimum size of a range: opening a file and starting a reader cost more than reading fewer bytes. */
const MIN_RANGE_BYTES = 2 ** 20;

/** Returns the minimum size in bytes of a file worth dividing: more than a shard's even share. */
export function divisibleFrom(totalBytes: number, shards: number, minRangeBytes: number = MIN_RANGE_BYTES): number {
  return Math.max(2 * minRangeBytes, Math.ceil(totalBytes / shards) + 1);
}

/**
 * Assigns every byte of the inputs to one of the shards, about evenly. Files larger than an even share are divided into
 * ranges if possible; then the pieces, largest first, each go to the shard with the least load (Graham 1969: at most
 * 4/3 of the optimum). Depends only on its arguments, so every shard makes the same plan. The pieces of a shard are
 * ordered by file and range.
 */
export function planPieces(
  inputs: readonly ListedInput[],
  shards: number,
  minRangeBytes: number = MIN_RANGE_BYTES,
): PlannedPiece[][] {
  const total = inputs.reduce((sum, { bytes }) => sum + bytes, 0);
  const from = divisibleFrom(total, shards, minRangeBytes);
  const share = Math.max(minRangeBytes, Math.ceil(total / shards));
  const pieces = inputs.flatMap(({ bytes, dividesByLines }, file): PlannedPiece[] =>
    dividesByLines && bytes >= from ? ranges(file, bytes, Math.ceil(bytes / share)) : [{ file, range: null, bytes }],
  );
  const plan = Array.from({ length: shards }, (): PlannedPiece[] => []);
  const loads = new Float64Array(shards);
  for (const piece of pieces.toSorted((a, b) => b.bytes - a.bytes || inOrder(a, b))) {
    const least = leastLoaded(loads);
    plan[least]!.push(piece);
    // Even an empty file costs an open, so a large number of them is spread out too.
    loads[least]! += Math.max(1, piece.bytes);
  }
  for (const own of plan) own.sort(inOrder);
  return plan;
}

/** Returns the first of the shards with the least load. */
function leastLoaded(loads: Float64Array): number {
  let least = 0;
  for (let shard = 1; shard < loads.length; shard += 1) if (loads[shard]! < loads[least]!) least = shard;
  return least;
}

/** Compares pieces by file, then by range. */
export function inOrder(a: Pick<PlannedPiece, 'file' | 'range'>, b: Pick<PlannedPiece, 'file' | 'range'>): number {
  return a.file - b.file || (a.range?.from ?? 0) - (b.range?.from ?? 0);
}

/** Names a piece by file and range, to compare two readings of the same pieces. */
export const nameOfPiece = ({ file, range }: Pick<PlannedPiece, 'file' | 'range'>): string =>
  `${file} ${range?.from ?? 0}`;

/** Cuts a file of `bytes` bytes into `count` ranges. */
function ranges(file: number, bytes: number, count: number): PlannedPiece[] {
  const cut = (index: number) => Math.floor((bytes / count) * index);
  return Array.from({ length: count }, (_, index) => {
    const range = { from: cut(index), to: index + 1 === count ? bytes : cut(index + 1) };
    return { file, range, bytes: range.to - range.from };
  });
}
