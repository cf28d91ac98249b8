/**
 * Returns the 32-bit FNV-1a hash of the code units of `text` from `start` to `end`, finished with MurmurHash3's
 * finalizer.
 */
export function hashOf(text: string, start = 0, end = text.length, seed = 0x811c9dc5): number {
  let h = seed;
  for (let i = start; i < end; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
}

/** Combines two hashes into one; their order counts. */
export function pair(a: number, b: number): number {
  return mix(Math.imul(a, 0x9e3779b1) ^ ((b << 13) | (b >>> 19)) ^ Math.imul(b, 0x85ebca6b));
}

function mix(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
