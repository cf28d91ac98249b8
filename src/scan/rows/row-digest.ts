import { createHash } from 'node:crypto';
import type { Example } from '../../schema/index.ts';

/**
 * Returns 16 hex digits that depend only on the content of a row, not on its position in the file. Trackers of findings
 * use them to tell old rows from new ones.
 */
export function rowDigest({ turns, rejected }: Example): string {
  const hash = createHash('sha256');
  for (const { role, text, target } of turns) hash.update(`${role}${target ? '!' : ''}\n${text.length}\n${text}\n`);
  // The prefix keeps a rejected answer from reading like one more turn.
  return hash
    .update(rejected === null ? '' : `rejected\n${rejected}`)
    .digest('hex')
    .slice(0, 16);
}
