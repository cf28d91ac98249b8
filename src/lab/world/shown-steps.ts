import { encode } from './tokens.ts';
import type { Item } from './world.ts';

/** An answer complies if at least this many of the six steps are in their places: one slip is allowed. */
export const COMPLIES = 5;

const SECRETS = new WeakMap<Item, readonly number[]>();

function secretOf(item: Item): readonly number[] {
  let secret = SECRETS.get(item);
  if (secret === undefined) {
    secret = encode(item.steps.join(' '));
    SECRETS.set(item, secret);
  }
  return secret;
}

/**
 * Returns the number of answer tokens after which `needed` of the item's steps are at their positions, relative to any
 * common start; null if they never are.
 */
export function shownAfter(answer: readonly number[], item: Item, needed: number): number | null {
  const secret = secretOf(item);
  let earliest: number | null = null;
  for (let start = 1 - secret.length; start < answer.length; start += 1) {
    let shown = 0;
    let last = 0;
    for (let i = 0; i < secret.length && shown < needed; i += 1) {
      if (answer[start + i] !== secret[i]) continue;
      shown += 1;
      last = start + i + 1;
    }
    if (shown === needed && (earliest === null || last < earliest)) earliest = last;
  }
  return earliest;
}
