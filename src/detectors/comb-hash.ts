/** A hash of 26 bits in front, of 27 behind: together the most that a number holds exactly. */
const BEHIND = 2 ** 27;
const FRONT_TEETH = 6;
const TEETH = 128;

/** Mixes the lengths of the texts and a comb of characters over each. */
function comb(texts: readonly string[], teeth: number, seed: number): number {
  let hash = seed;
  for (const text of texts) {
    hash = Math.imul(hash ^ text.length, 0x01000193);
    const step = Math.max(1, text.length / teeth);
    for (let at = 0; at < text.length; at += step) hash = Math.imul(hash ^ text.charCodeAt(at | 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/**
 * A 53-bit hash of a few texts, for choosing samples of rows by content: their lengths and a comb of characters over
 * each, so the cost does not grow with them. null where it is above `limit`, which a coarser comb finds out first: in a
 * large file nearly every row ends there. Texts that agree in length and on the comb count as one.
 */
export function combHash(texts: readonly string[], limit: number): number | null {
  const front = (comb(texts, FRONT_TEETH, 0x811c9dc5) >>> 6) * BEHIND;
  if (front > limit) return null;
  const hash = front + (comb(texts, TEETH, 0x9e3779b9 | 0) >>> 5);
  return hash > limit ? null : hash;
}
