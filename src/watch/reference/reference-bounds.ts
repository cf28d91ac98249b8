import type { HitCount, WatchSignalId } from '../../schema/index.ts';
import { atOdds, type BernoulliFactors, bernoulliFactors, upperBound } from '../../stats/index.ts';
import { isFall, type Signal } from '../signals/signal.ts';
import { keyOf } from '../strata/stratum-key.ts';
import type { ReferenceCell, ReferenceStratum, WatchReference } from './watch-reference.ts';

/** A stratum, or a signal in it, with fewer answers in the reference says nothing. */
export const LEAST_ANSWERS = 300;
/** Odds of the alternatives, as multiples of those of the bound. Their weights are equal. */
export const ODDS_RATIOS: readonly number[] = [1.3, 1.5, 2, 3, 5, 8, 15];
/** Of the stated rate of false alarms, for bounds that are below the truth. */
export const BOUNDS_SHARE = 0.1;
/** The chance that an hour which is level with its part of the day is taken to be above it. */
const CLEARLY = 1e-3;
/** As many bounds hold at once for the opening that will be asked for, whichever it will be. */
const OPENINGS = 4096;

/** What a signal is tested with in a stratum. */
export interface BoundCell extends BernoulliFactors {
  /** The highest chance of a hit that counts as unchanged. For a fall: of no hit. */
  readonly most: number;
  readonly threshold: number;
  readonly reference: ReferenceCell;
}

export interface BoundStratum {
  readonly key: string;
  readonly reference: ReferenceStratum;
  /** No signal is watched in it. */
  readonly isLearning: boolean;
  /** By signal; null where it is not watched. */
  readonly cells: readonly (BoundCell | null)[];
}

/**
 * Upper bounds of the rates of a reference, for all strata and signals at once: the chance that any is below the truth is at most `alpha` times
 * BOUNDS_SHARE, shared equally. Each is a Clopper-Pearson bound; that of the commonest opening holds for all 4,096 of them, so that it may be
 * chosen from what was seen. Where an hour is clearly above its part of the day, the bound is at least the share of the highest such hour: its answers come one
 * after the other, and are no change. It never has more than as many times the odds as the part has hours: all hits of a part may be of one hour. Odds may be `tolerance` times as high on top.
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

/** Whether the chance of a hit in an hour is above `share`, by its lower Clopper-Pearson bound. */
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
