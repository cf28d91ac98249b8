import type { FirstTokenSample, ListedToken } from '../schema/index.ts';

/** Below this a server means "next to impossible" (OpenAI writes -9999): such an entry says no more than that the token is not listed. */
const LEAST_LOGPROB = -100;

/** Lists with fewer tokens than this tell nothing beyond the answer itself. */
const MIN_LISTED = 2;

/** The lists of a prompt's requests on one scale. */
export interface AlignedLists {
  readonly tokens: readonly string[];
  /** A row for each list that could be read, in the order of the samples. */
  readonly rows: readonly (readonly number[])[];
  /** Every value below it stands at it: what is below cannot be known for all requests. */
  readonly floor: number;
}

/** The entries of a list, likeliest first, each token once; null where the list cannot be used. */
export function readList(top: FirstTokenSample['top']): readonly ListedToken[] | null {
  if (top === null) return null;
  const shares = new Map<string, number>();
  for (const [token, logprob] of top) {
    if (Number.isNaN(logprob) || logprob > 1e-3) return null;
    // Two tokens with the same text (parts of a character) are one column: their probabilities add up.
    if (logprob > LEAST_LOGPROB) shares.set(token, (shares.get(token) ?? 0) + Math.exp(Math.min(logprob, 0)));
  }
  if (shares.size < MIN_LISTED) return null;
  return [...shares].map(([token, share]) => [token, Math.log(share)] as const).sort((a, b) => b[1] - a[1]);
}

/**
 * Puts lists of the likeliest tokens on one scale. A server lists only the first k, so that a token outside a list is censored: it is known to be no
 * likelier than the last that is listed. All lists are cut to the shortest length among them, and every value below the highest of their last ones
 * stands at that. The same is then known of every request; and because cutting from below never widens a distance, a difference that is left is there.
 * Tokens that are above the floor in no list are left out. The result depends on the set of lists, not on which were the reference's.
 */
export function alignLists(lists: readonly (readonly ListedToken[])[]): AlignedLists {
  const length = Math.min(...lists.map((list) => list.length));
  const floor = Math.max(...lists.map((list) => list[length - 1]![1]));
  const cut = lists.map((list) => new Map(list.slice(0, length).filter(([, logprob]) => logprob > floor)));
  const tokens = [...new Set(cut.flatMap((list) => [...list.keys()]))].sort();
  return { tokens, rows: cut.map((list) => tokens.map((token) => list.get(token) ?? floor)), floor };
}
