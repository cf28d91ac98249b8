/** Openings of the block that runs, and the commonest of the block before. Plain data. */
export interface RecentOpenings {
  seen: number;
  counts: Record<number, number>;
  commonest: number | null;
}

/** Answers with an opening in a block. */
const BLOCK = 100;

export const startOpenings = (commonest: number | null): RecentOpenings => ({ seen: 0, counts: {}, commonest });

/** The opening with most counts, the lowest of equals; null without any. */
export function commonestOf(counts: Readonly<Record<number, number>>): number | null {
  let best: number | null = null;
  for (const [opening, count] of Object.entries(counts)) {
    if (best === null || count > counts[best]!) best = Number(opening);
  }
  return best;
}

/** Takes an opening, after it was compared with `commonest`: which opening is asked for is always decided before. */
export function addOpening(recent: RecentOpenings, opening: number): void {
  recent.counts[opening] = (recent.counts[opening] ?? 0) + 1;
  recent.seen += 1;
  if (recent.seen < BLOCK) return;
  recent.commonest = commonestOf(recent.counts);
  recent.seen = 0;
  recent.counts = {};
}
