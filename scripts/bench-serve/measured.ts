import { median } from '../bench/median.ts';
import type { HeldOpen, PacedTimes, Rate, Rounds } from './measure.ts';
import type { Recorded } from './recorded.ts';
import type { SubjectName } from './subjects.ts';

export interface MeasuredServe {
  readonly held: readonly (HeldOpen & { readonly recorded: Recorded })[];
  readonly paced: Rounds<PacedTimes>;
  /** Rates by number of simultaneous streams. */
  readonly rates: ReadonlyMap<number, Rounds<Rate>>;
  readonly whole: Rounds<Rate>;
  /** Records of the whole run, read after the gateway has stopped. */
  readonly recorded: Recorded;
  readonly versions: { readonly litellm: string | null; readonly portkey: string | null };
  readonly commit: string;
  /** Load average of the machine before and after. */
  readonly load: readonly number[];
}

/**
 * Returns a subject's rate relative to another's (asking directly by default) in the same round: median of the rounds.
 */
export function ratioTo(rounds: Rounds<Rate>, name: SubjectName, other: 'direct' | 'pipe' = 'direct'): number {
  const others = rounds[other]!;
  return median(rounds[name]!.map(({ answers }, round) => answers / Math.max(1, others[round]!.answers)));
}
