import { createHash } from 'node:crypto';
import type { Example } from '../../schema/index.ts';

/**
 * 16 hex digits that stay the same while the row does, wherever it moves in its file: what trackers of findings tell an
 * old row from a new one by.
 */
export function rowDigest({ turns, rejected }: Example): string {
  const hash = createHash('sha256');
  for (const { role, text, target } of turns) hash.update(`${role}${target ? '!' : ''}\n${text.length}\n${text}\n`);
  // Marked off, so that no rejected answer reads as one turn more.
  return hash
    .update(rejected === null ? '' : `rejected\n${rejected}`)
    .digest('hex')
    .slice(0, 16);
}
