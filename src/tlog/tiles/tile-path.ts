import { decimal } from '../byte-strings.ts';

/** Number of hashes in a full tile, and of entries in a full bundle (tlog-tiles: tiles have a height of 8). */
export const TILE_WIDTH = 256;

/** A tile of hashes at a level from 0 to 63, or a bundle of entries. */
export interface TileId {
  readonly level: number | 'entries';
  readonly index: number;
  /** Number of hashes or entries in it: 256 for a full tile, 1 to 255 for a partial one. */
  readonly width: number;
}

/** Returns the path of a tile below the log's prefix: `tile/<L>/<N>[.p/<W>]` (C2SP tlog-tiles). */
export function tilePath({ level, index, width }: TileId): string {
  const partial = width === TILE_WIDTH ? '' : `.p/${width}`;
  return `tile/${level}/${indexText(index)}${partial}`;
}

/** Parses the path of a tile; null for a path that `tilePath` would not write. */
export function parseTilePath(path: string): TileId | null {
  const parts = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path);
  if (parts === null) return null;
  const level: TileId['level'] | null = parts[1] === 'entries' ? 'entries' : decimal(parts[1]!);
  const index = Number(parts[2]!.replace(/[x/]/g, ''));
  const width = parts[3] === undefined ? TILE_WIDTH : decimal(parts[3]);
  if (level === null || width === null || !Number.isSafeInteger(index)) return null;
  if (level !== 'entries' && level > 63) return null;
  const tile: TileId = { level, index, width };
  // Leading zero groups (`x000/001`) and widths of 0 or 256 have a different path, or none.
  return width >= 1 && tilePath(tile) === path ? tile : null;
}

/** Formats 1234067 as `x001/x234/067`: groups of three digits, all but the last marked. */
function indexText(index: number): string {
  let text = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    text = `x${String(rest % 1000).padStart(3, '0')}/${text}`;
  }
  return text;
}
