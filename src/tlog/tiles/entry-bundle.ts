import { TlogError } from '../tlog-error.ts';
import { TILE_WIDTH } from './tile-path.ts';

/** Maximum size of an entry in bytes: its length is written as a uint16 (C2SP tlog-tiles). */
export const MOST_ENTRY_BYTES = 65_535;

/** Encodes a bundle of 1 to 256 entries, each preceded by its length as a big-endian uint16. Throws `too-large`. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > TILE_WIDTH) throw new TlogError('too-large', `${entries.length} entries`);
  const large = entries.find(({ length }) => length > MOST_ENTRY_BYTES);
  if (large !== undefined) throw new TlogError('too-large', `an entry of ${large.length} bytes`);
  const bytes = new Uint8Array(entries.reduce((sum, { length }) => sum + 2 + length, 0));
  let at = 0;
  for (const entry of entries) {
    bytes[at] = entry.length >> 8;
    bytes[at + 1] = entry.length;
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}

/**
 * Returns the entries of a bundle, as views of its bytes. Throws `malformed` unless it holds exactly `width` entries.
 */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= bytes.length && entries.length < width) {
    const start = at + 2;
    at = start + ((bytes[at]! << 8) | bytes[at + 1]!);
    entries.push(bytes.subarray(start, at));
  }
  if (entries.length !== width || at !== bytes.length) throw new TlogError('malformed', 'a bundle of entries');
  return entries;
}
