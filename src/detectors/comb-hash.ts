/**
 * A 53-bit hash of a few texts at a cost that does not grow with them: their lengths and a comb of characters over each.
 * For choosing samples of rows; texts that agree on the comb count as one.
 */
export function combHash(texts: readonly string[], teeth: number): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (const text of texts) {
    a = Math.imul(a ^ text.length, 0x01000193);
    const step = Math.max(1, text.length / teeth);
    for (let at = 0; at < text.length; at += step) {
      const code = text.charCodeAt(at | 0);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x5bd1e995);
    }
  }
  a = Math.imul(a ^ (a >>> 15) ^ b, 0x85ebca6b);
  b = Math.imul(b ^ (b >>> 13) ^ a, 0xc2b2ae35);
  return ((a ^ (a >>> 16)) >>> 0) * 0x200000 + ((b ^ (b >>> 14)) >>> 11);
}
