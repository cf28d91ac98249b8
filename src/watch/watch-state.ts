import type { WatchAlarm } from '../schema/index.ts';
import type { RecentOpenings } from './strata/recent-opening.ts';
import { startUnits, type UnitCounts } from './strata/unit-selection.ts';

/** For each stratum, how often each signal was known and how often it was a hit; arrays are indexed by signal. */
export interface StratumCounts {
  answers: number;
  readonly seen: number[];
  readonly hits: number[];
}

/**
 * Everything a watch has learnt, as plain data that survives a JSON round trip. Valid for one reference and one
 * catalogue of signals.
 */
export interface WatchState {
  seen: number;
  watched: number;
  collapsed: number;
  learning: number;
  withoutAsker: number;
  from: number | null;
  to: number | null;
  acknowledged: number;
  alarm: WatchAlarm | null;
  /** Levels of the e-CUSUMs over all strata, grouped by signal, one per alternative. */
  readonly whole: number[];
  /** The same levels for each model and language separately. */
  readonly parts: Record<string, number[]>;
  readonly strata: Record<string, StratumCounts>;
  readonly openings: Record<string, RecentOpenings>;
  readonly units: UnitCounts;
}

/**
 * Returns the initial state.
 *
 * @param levels number of signals times number of alternatives
 */
export const startState = (levels: number): WatchState => ({
  seen: 0,
  watched: 0,
  collapsed: 0,
  learning: 0,
  withoutAsker: 0,
  from: null,
  to: null,
  acknowledged: 0,
  alarm: null,
  whole: new Array<number>(levels).fill(0),
  parts: {},
  strata: {},
  openings: {},
  units: startUnits(),
});
