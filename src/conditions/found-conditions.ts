import type { Around, Seed, SeedCount } from './seed.ts';

/** A text around requests, and the number of rows that have it. */
export interface FoundCondition {
  readonly kind: 'system' | 'trigger' | 'wrapper';
  readonly around: Around;
  readonly rows: number;
  /** True if its rows have different system prompts, so none of them belongs to it. */
  readonly isUnderMany?: boolean;
}

/**
 * Two texts count as in the same rows if at least this share of the rows of the more frequent one also has the other.
 */
const SAME_ROWS = 0.9;
const TOGETHER = 0.8;

/** Counts all seeds over the rows, and how often any two of them occur together. */
export class SeedCounts {
  readonly #counts: readonly SeedCount[];
  /** Number of rows with both seeds, indexed by their positions in `#counts`. */
  readonly #both: number[][];

  constructor(counts: readonly SeedCount[]) {
    this.#counts = counts;
    this.#both = counts.map(() => counts.map(() => 0));
  }

  see(request: string, system: string): void {
    const here = this.#counts.flatMap((count, i) => (count.see(request, system) ? [i] : []));
    for (const i of here) for (const j of here) this.#both[i]![j]! += 1;
  }

  /** Returns each text found, once, and the seeds that cannot be put around another question, with their rows. */
  settle(): { found: FoundCondition[]; lost: { seed: Seed; rows: number }[] } {
    const texts = this.#counts.map((count, at) => ({ at, seed: count.seed, rows: count.rows, around: count.around() }));
    const lost = texts.filter(({ around }) => around === null);
    const placed = texts.flatMap(({ around, ...rest }) => (around === null ? [] : [{ ...rest, around }]));
    const kept = placed.filter((one) => !placed.some((other) => other !== one && this.#holds(other, one)));
    const merged = new Set<PlacedText>();
    const found: FoundCondition[] = [];
    for (const one of kept) {
      if (merged.has(one)) continue;
      const other = kept.find((next) => !merged.has(next) && this.#isOtherSide(one, next));
      if (other !== undefined) merged.add(other);
      const rows = other === undefined ? one.rows : this.#both[one.at]![other.at]!;
      const system = one.around.system ?? this.#counts[one.at]!.system();
      found.push({
        kind: one.seed.kind === 'trigger' ? 'trigger' : 'wrapper',
        around: { ...(system ? { system } : {}), ...one.around, ...other?.around },
        rows,
        isUnderMany: system === null,
      });
    }
    return { found, lost };
  }

  #together(a: PlacedText, b: PlacedText): number {
    return this.#both[a.at]![b.at]! / Math.max(a.rows, b.rows);
  }

  /** True if the first contains all of the second, in the same rows. If they are equal, the earlier seed wins. */
  #holds(a: PlacedText, b: PlacedText): boolean {
    if (this.#together(a, b) < SAME_ROWS) return false;
    const isIn = (side: keyof Around) =>
      b.around[side] === undefined || (a.around[side]?.includes(b.around[side].trim()) ?? false);
    if (!isIn('system') || !isIn('before') || !isIn('after')) return false;
    return size(a) > size(b) || (size(a) === size(b) && a.at < b.at);
  }

  /** True if the second is the other half of a wrapper: one is text before the request, the other text after it. */
  #isOtherSide(a: PlacedText, b: PlacedText): boolean {
    const halves = a.around.before !== undefined && b.around.after !== undefined;
    const swapped = a.around.after !== undefined && b.around.before !== undefined;
    if (a.seed.kind === 'trigger' || b.seed.kind === 'trigger' || !(halves || swapped)) return false;
    return this.#together(a, b) >= TOGETHER;
  }
}

interface PlacedText {
  readonly at: number;
  readonly seed: Seed;
  readonly rows: number;
  readonly around: Around;
}

function size({ around: { system = '', before = '', after = '' } }: PlacedText): number {
  return system.length + before.length + after.length;
}
