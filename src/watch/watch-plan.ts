import { BOUNDS_SHARE, type BoundStratum, referenceBounds } from './reference/reference-bounds.ts';
import type { WatchReference } from './reference/watch-reference.ts';
import type { Signal } from './signals/signal.ts';
import { partKey } from './strata/stratum-key.ts';

export interface WatchSettings {
  /** Chance of a false alarm within `horizon` answers, bounds of the reference included. */
  readonly alpha: number;
  readonly horizon: number;
  /** By so much the odds of a hit may rise (or fall) beyond the bound of the reference before it counts as a change; 1: not at all. */
  readonly tolerance: number;
  /** What is served now, written as in the reference; where it differs, the watch only counts. */
  readonly identity: string;
}

/** What every answer is held against, settled once. */
export interface WatchPlan extends WatchSettings {
  readonly reference: WatchReference;
  readonly signals: readonly Signal[];
  readonly strata: ReadonlyMap<string, BoundStratum>;
  /** The commonest opening of the reference by part. */
  readonly openings: ReadonlyMap<string, number>;
  /** How many signals are watched in some stratum: the weight of each is 1 over it. */
  readonly watched: number;
  /** Evidence that is an alarm. */
  readonly threshold: number;
}

/** Throws RangeError unless 0 < alpha < 1, horizon >= 1 and tolerance >= 1. */
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
