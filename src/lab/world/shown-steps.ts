import { encode } from './tokens.ts';
import type { Item } from './world.ts';

/** An answer complies with five of the six steps at their places: one slip is allowed. */
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
 * After how many tokens of the answer `needed` of the item's steps stand at their places, counted from any one start;
 * null where they never do.
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
