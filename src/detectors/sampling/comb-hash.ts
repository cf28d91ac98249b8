/** Factor of the front part of the hash: 26 bits in front, 27 behind, together the most that a number holds exactly. */
const BEHIND = 2 ** 27;
/** Fewer teeth are hardly cheaper; with six, numbered requests fell into the sample in clumps. */
const FRONT_TEETH = 12;
const TEETH = 128;

/** Mixes the length of a text and a comb of characters from it into a hash. */
function comb(text: string, teeth: number, seed: number): number {
  const { length } = text;
  let hash = Math.imul(seed ^ length, 0x01000193);
  const step = Math.max(1, length / teeth);
  for (let at = 0; at < length; at += step) hash = Math.imul(hash ^ text.charCodeAt(at | 0), 0x01000193);
  return hash;
}

function mixed(prompt: string, answer: string, system: string, teeth: number, seed: number): number {
  let hash = comb(system, teeth, comb(answer, teeth, comb(prompt, teeth, seed)));
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/**
 * Returns a 53-bit hash of the texts of a row ('' for those that do not count), for choosing samples of rows by
 * content. It covers their lengths and a comb of characters from each, so its cost does not grow with the texts. Null
 * if it is above `limit`, which a coarser comb finds out first: in a large file nearly every row ends there. Texts with
 * the same length and the same comb count as equal.
 */
export function combHash(prompt: string, answer: string, system: string, limit: number): number | null {
  const front = (mixed(prompt, answer, system, FRONT_TEETH, 0x811c9dc5 | 0) >>> 6) * BEHIND;
  if (front > limit) return null;
  const hash = front + (mixed(prompt, answer, system, TEETH, 0x9e3779b9 | 0) >>> 5);
  return hash > limit ? null : hash;
}
