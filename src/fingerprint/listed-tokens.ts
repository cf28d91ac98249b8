import type { FirstTokenSample, ListedToken } from '../schema/index.ts';

/**
 * Lower values mean "next to impossible" on some servers (OpenAI writes -9999); such an entry says no more than a token
 * that is not listed.
 */
const LEAST_LOGPROB = -100;

/** Lists with fewer tokens than this tell nothing beyond the answer itself. */
const MIN_LISTED = 2;

/** The token lists of one prompt's requests, on a common scale. */
export interface AlignedLists {
  readonly tokens: readonly string[];
  /** One row per readable list, in the order of the samples. */
  readonly rows: readonly (readonly number[])[];
  /** Lower bound of all values: lower ones are raised to it, because they are not known for every request. */
  readonly floor: number;
}

/** Returns the entries of a list, likeliest first and each token once, or null if the list cannot be used. */
export function readList(top: FirstTokenSample['top']): readonly ListedToken[] | null {
  if (top === null) return null;
  const shares = new Map<string, number>();
  for (const [token, logprob] of top) {
    if (Number.isNaN(logprob) || logprob > 1e-3) return null;
    // Two tokens with the same text (parts of a character) share a column: their probabilities add up.
    if (logprob > LEAST_LOGPROB) shares.set(token, (shares.get(token) ?? 0) + Math.exp(Math.min(logprob, 0)));
  }
  if (shares.size < MIN_LISTED) return null;
  return [...shares].map(([token, share]) => [token, Math.log(share)] as const).sort((a, b) => b[1] - a[1]);
}

/**
 * Puts lists of the likeliest tokens on a common scale. A server lists only the first k tokens, so a token outside a
 * list is censored: it is known only to be no likelier than the last listed one. All lists are therefore cut to the
 * length of the shortest, and every value below the highest of their last values is raised to that value. The same is
 * then known about every request. Since raising low values never widens a distance, any difference that remains is
 * real. Tokens that exceed the floor in no list are left out. The result depends on the set of lists, not on which of
 * them belong to the reference.
 */
export function alignLists(lists: readonly (readonly ListedToken[])[]): AlignedLists {
  const length = Math.min(...lists.map((list) => list.length));
  const floor = Math.max(...lists.map((list) => list[length - 1]![1]));
  const cut = lists.map((list) => new Map(list.slice(0, length).filter(([, logprob]) => logprob > floor)));
  const tokens = [...new Set(cut.flatMap((list) => [...list.keys()]))].sort();
  return { tokens, rows: cut.map((list) => tokens.map((token) => list.get(token) ?? floor)), floor };
}
