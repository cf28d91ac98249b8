import type { HitCount, WatchSignalId } from '../../schema/index.ts';
import { atOdds, type BernoulliFactors, bernoulliFactors, upperBound } from '../../stats/index.ts';
import { isFall, type Signal } from '../signals/signal.ts';
import { keyOf } from '../strata/stratum-key.ts';
import type { ReferenceCell, ReferenceStratum, WatchReference } from './watch-reference.ts';

/** A stratum, or a signal in it, with fewer answers in the reference is not watched. */
export const LEAST_ANSWERS = 300;
/** Odds of the alternatives, as multiples of the odds of the bound. All have equal weight. */
export const ODDS_RATIOS: readonly number[] = [1.3, 1.5, 2, 3, 5, 8, 15];
/** Share of the stated false-alarm rate reserved for bounds that lie below the true rate. */
export const BOUNDS_SHARE = 0.1;
/** Probability that an hour at the level of its part of the day is mistaken for one above it. */
const CLEARLY = 1e-3;
/**
 * Number of possible openings. The bound holds for all of them at once, so it holds for whichever is compared later.
 */
const OPENINGS = 4096;

/** The data for testing a signal in a stratum. */
export interface BoundCell extends BernoulliFactors {
  /** Highest probability of a hit that counts as unchanged; for a fall, of no hit. */
  readonly most: number;
  readonly threshold: number;
  readonly reference: ReferenceCell;
}

export interface BoundStratum {
  readonly key: string;
  readonly reference: ReferenceStratum;
  /** True if no signal is watched in this stratum. */
  readonly isLearning: boolean;
  /** By signal; null if the signal is not watched. */
  readonly cells: readonly (BoundCell | null)[];
}

/**
 * Computes upper bounds for the rates of a reference, for all strata and signals at once. The probability that any
 * bound is below the true rate is at most `alpha` times BOUNDS_SHARE, divided equally among them. Each is a
 * Clopper-Pearson bound. The bound of the commonest opening holds for all 4,096 openings, so that opening may be chosen
 * from the data. If an hour is clearly above its part of the day, the bound is at least the share of the highest such
 * hour, because the answers of that hour arrive together without being a change. Such an hour can raise the odds at
 * most by a factor of the number of hours in the part, because all hits of a part may fall into one hour. Finally, the
 * odds are multiplied by `tolerance`.
 */
export function referenceBounds(
  reference: WatchReference,
  signals: readonly Signal[],
  { alpha, tolerance }: { readonly alpha: number; readonly tolerance: number },
): ReadonlyMap<string, BoundStratum> {
  const watched = ({ answers, cells }: ReferenceStratum, id: WatchSignalId) =>
    answers >= LEAST_ANSWERS && (cells[id]?.of ?? 0) >= LEAST_ANSWERS;
  const tests = reference.strata.reduce((n, one) => n + signals.filter(({ id }) => watched(one, id)).length, 0);
  const each = (alpha * BOUNDS_SHARE) / tests;
  const strata = reference.strata.map((stratum): [string, BoundStratum] => {
    const cells = signals.map((signal) =>
      watched(stratum, signal.id) ? boundCell(signal, stratum.cells[signal.id]!, each, tolerance) : null,
    );
    const key = keyOf(stratum);
    return [key, { key, reference: stratum, isLearning: cells.every((cell) => cell === null), cells }];
  });
  return new Map(strata);
}

/** Reports whether the probability of a hit in an hour is above `share`, by its lower Clopper-Pearson bound. */
const isClearlyAbove = ({ hits, of }: HitCount, share: number, chance: number): boolean =>
  1 - upperBound(of - hits, of, 1 - chance) > share;

function boundCell(signal: Signal, reference: ReferenceCell, chance: number, tolerance: number): BoundCell {
  const { threshold, hours = [] } = reference;
  const falls = isFall(signal);
  const share = ({ hits, of }: HitCount) => ({ hits: falls ? of - hits : hits, of });
  const part = share(reference);
  const confidence = 1 - (signal.kind === 'commonest' ? chance / OPENINGS : chance);
  const ofAll = upperBound(part.hits, part.of, confidence);
  const clearly = signal.kind === 'commonest' ? CLEARLY / OPENINGS : CLEARLY;
  const high = hours
    .map(share)
    .filter((hour) => hour.of >= LEAST_ANSWERS && isClearlyAbove(hour, part.hits / part.of, clearly))
    .map(({ hits, of }) => Math.min(hits / of, atOdds(ofAll, hours.length)));
  const bound = Math.max(ofAll, ...high);
  const most = atOdds(bound, tolerance);
  const { hit, miss } = bernoulliFactors(most, ODDS_RATIOS);
  return { most, threshold: threshold ?? 0, reference, hit: falls ? miss : hit, miss: falls ? hit : miss };
}
