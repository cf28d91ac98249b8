import { BOUNDS_SHARE, type BoundStratum, referenceBounds } from './reference/reference-bounds.ts';
import type { WatchReference } from './reference/watch-reference.ts';
import type { Signal } from './signals/signal.ts';
import { partKey } from './strata/stratum-key.ts';

export interface WatchSettings {
  /** Probability of a false alarm within `horizon` answers, including errors in the bounds of the reference. */
  readonly alpha: number;
  readonly horizon: number;
  /**
   * Factor by which the odds of a hit may rise (or fall) beyond the bound of the reference before it counts as a
   * change; 1 allows none.
   */
  readonly tolerance: number;
  /** Identity of the system being served now, written as in the reference. If it differs, the watch only counts. */
  readonly identity: string;
}

/** Everything that answers are compared against, computed once. */
export interface WatchPlan extends WatchSettings {
  readonly reference: WatchReference;
  readonly signals: readonly Signal[];
  readonly strata: ReadonlyMap<string, BoundStratum>;
  /** The commonest opening of the reference, by part. */
  readonly openings: ReadonlyMap<string, number>;
  /** Number of signals watched in at least one stratum; each has a weight of 1 over this number. */
  readonly watched: number;
  /** Evidence at or above this raises an alarm. */
  readonly threshold: number;
}

/** Builds the plan. Throws RangeError unless 0 < alpha < 1, horizon >= 1 and tolerance >= 1. */
export function planOf(reference: WatchReference, settings: WatchSettings, signals: readonly Signal[]): WatchPlan {
  const { alpha, horizon, tolerance, identity } = settings;
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`no rate of ${alpha}`);
  if (!(horizon >= 1)) throw new RangeError(`no horizon of ${horizon}`);
  if (!(tolerance >= 1)) throw new RangeError(`no tolerance of ${tolerance}`);
  const holds = reference.identity === identity;
  const strata = referenceBounds(holds ? reference : { ...reference, strata: [] }, signals, settings);
  const isWatched = (_: Signal, s: number) => [...strata.values()].some(({ cells }) => cells[s] !== null);
  return {
    ...settings,
    reference,
    signals,
    strata,
    openings: new Map(
      reference.openings.map(({ model, language, opening }) => [
        partKey({ model, requestLanguage: language }),
        opening,
      ]),
    ),
    watched: signals.filter(isWatched).length,
    threshold: horizon / (alpha * (1 - BOUNDS_SHARE)),
  };
}
