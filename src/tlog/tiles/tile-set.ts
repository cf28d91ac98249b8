import { TILE_WIDTH, type TileId } from './tile-path.ts';

/**
 * Returns the tile at a level and index of a tree: full, partial, or null if it would be empty (C2SP tlog-tiles: the
 * width of the last tile is floor(size / 256^level) mod 256, and an empty one does not exist). For `entries`, the
 * bundle.
 */
export function tileAt(level: TileId['level'], index: number, size: number): TileId | null {
  const hashes = hashesAt(level, size);
  const width = Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH);
  return width > 0 ? { level, index, width } : null;
}

/** Returns the partial last tile of each level, from level 0 up; null for a level whose tiles are all full. */
export function edgeTiles(size: number): (TileId | null)[] {
  const edge: (TileId | null)[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    edge.push(tileAt(level, Math.floor(hashesAt(level, size) / TILE_WIDTH), size));
  }
  return edge;
}

/** Yields the tiles of hashes that a tree has and the tree of `oldSize` leaves lacked, from level 0 up, in order. */
export function* newTiles(oldSize: number, newSize: number): Generator<TileId> {
  for (let level = 0; hashesAt(level, newSize) > 0; level++) yield* newAt(level, oldSize, newSize);
}

/** Yields the bundles of entries that a tree has and the tree of `oldSize` leaves lacked, in order. */
export function newBundles(oldSize: number, newSize: number): Generator<TileId> {
  return newAt('entries', oldSize, newSize);
}

function* newAt(level: TileId['level'], oldSize: number, newSize: number): Generator<TileId> {
  const before = hashesAt(level, oldSize);
  const now = hashesAt(level, newSize);
  if (now === before) return;
  for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < now; index++) {
    yield tileAt(level, index, newSize)!;
  }
}

/** Number of complete subtrees of 256^level leaves in a tree. */
function hashesAt(level: TileId['level'], size: number): number {
  return level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level);
}
