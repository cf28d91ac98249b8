import { seededRandom } from '../../stats/index.ts';

/**
 * Returns a random source for one purpose in one place; `parts` name both (hashed by FNV-1a). The same parts give the
 * same numbers.
 */
export function randomFor(...parts: readonly (string | number)[]): () => number {
  let hash = 0x811c_9dc5;
  for (const character of parts.join('/')) hash = Math.imul(hash ^ character.charCodeAt(0), 0x0100_0193);
  return seededRandom(hash >>> 0);
}
