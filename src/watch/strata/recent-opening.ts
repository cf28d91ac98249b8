/** Openings of the current block, and the commonest opening of the previous block. Plain data. */
export interface RecentOpenings {
  seen: number;
  counts: Record<number, number>;
  commonest: number | null;
}

/** Number of answers with an opening in a block. */
const BLOCK = 100;

export const startOpenings = (commonest: number | null): RecentOpenings => ({ seen: 0, counts: {}, commonest });

/** Returns the opening with the highest count (the lowest opening on a tie), or null if there is none. */
export function commonestOf(counts: Readonly<Record<number, number>>): number | null {
  let best: number | null = null;
  for (const [opening, count] of Object.entries(counts)) {
    if (best === null || count > counts[best]!) best = Number(opening);
  }
  return best;
}

/**
 * Adds an opening, after it has been compared with `commonest`. The opening to compare with is thus always fixed in
 * advance.
 */
export function addOpening(recent: RecentOpenings, opening: number): void {
  recent.counts[opening] = (recent.counts[opening] ?? 0) + 1;
  recent.seen += 1;
  if (recent.seen < BLOCK) return;
  recent.commonest = commonestOf(recent.counts);
  recent.seen = 0;
  recent.counts = {};
}
