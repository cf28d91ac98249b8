import { edgeTiles, TILE_WIDTH, type TileId, tileAt, tilePath } from '../../tlog/index.ts';

/** Leaves of a log; `to` is exclusive. */
export interface LeafSpan {
  readonly from: number;
  readonly to: number;
}

/** Widens a range to whole bundles of 256 leaves, as logs publish them, but not beyond the end of the tree. */
export const wholeBundles = ({ from, to }: LeafSpan, size: number): LeafSpan => ({
  from: Math.floor(from / TILE_WIDTH) * TILE_WIDTH,
  to: Math.min(size, Math.ceil(to / TILE_WIDTH) * TILE_WIDTH),
});

/** Yields the entry bundles of a range that begins and ends at bundle boundaries, in order. */
export function* bundlesOf({ from, to }: LeafSpan, size: number): Generator<TileId> {
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < to; index++) {
    yield tileAt('entries', index, size)!;
  }
}

/**
 * Returns the paths of the hash tiles that prove a range (C2SP tlog-tiles): those of level 0 beside its bundles, those
 * above them, and the last of each level, which lead to the root. For a whole log these are all its tiles.
 */
export function tilesFor({ from, to }: LeafSpan, size: number): string[] {
  const paths = new Set<string>();
  for (const tile of edgeTiles(size)) if (tile !== null) paths.add(tilePath(tile));
  for (let level = 0, width = TILE_WIDTH; from < to; level++, width *= TILE_WIDTH) {
    const last = Math.floor((to - 1) / width);
    const tiles: string[] = [];
    for (let index = Math.floor(from / width); index <= last; index++) {
      const tile = tileAt(level, index, size);
      if (tile !== null) tiles.push(tilePath(tile));
    }
    if (tiles.length === 0) break;
    for (const path of tiles) paths.add(path);
  }
  return [...paths];
}
