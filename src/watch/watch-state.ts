import type { WatchAlarm } from '../schema/index.ts';
import type { RecentOpenings } from './strata/recent-opening.ts';
import { startUnits, type UnitCounts } from './strata/unit-selection.ts';

/** How often a signal was told in a stratum, and how often it was a hit; indexed by signal. */
export interface StratumCounts {
  answers: number;
  readonly seen: number[];
  readonly hits: number[];
}

/** Everything that a watch has learnt: plain data, JSON and back. Holds for one reference and one catalogue of signals. */
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
  /** Levels of the e-CUSUMs over all strata: signal by signal, each with its alternatives. */
  readonly whole: number[];
  /** The same for each model and language by itself. */
  readonly parts: Record<string, number[]>;
  readonly strata: Record<string, StratumCounts>;
  readonly openings: Record<string, RecentOpenings>;
  readonly units: UnitCounts;
}

/** `levels`: signals times alternatives. */
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
