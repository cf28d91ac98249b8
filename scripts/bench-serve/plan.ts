/** Duration and extent of the measurements. Times in milliseconds. */
export interface BenchPlan {
  readonly rounds: number;
  readonly roundMs: number;
  /** Numbers of simultaneous streams, for throughput. */
  readonly streams: readonly number[];
  /** Number of simultaneous whole answers. */
  readonly whole: number;
  /** Maximum for LiteLLM: with hundreds of simultaneous streams, none of its answers ends within a round. */
  readonly litellmStreams: number;
  readonly events: number;
  readonly paced: { readonly streams: number; readonly paceMs: number; readonly events: number; readonly ms: number };
  readonly held: {
    readonly streams: number;
    readonly slow: number;
    readonly paceMs: number;
    readonly events: number;
    /** Bytes per event for a slow client. */
    readonly slowBytes: number;
    /** Time for which slow clients keep not reading after all others have ended. */
    readonly slowMs: number;
  };
}

export const PLAN: BenchPlan = {
  rounds: 5,
  roundMs: 2000,
  streams: [1, 32, 256],
  whole: 32,
  litellmStreams: 32,
  events: 50,
  paced: { streams: 32, paceMs: 100, events: 20, ms: 2500 },
  held: { streams: 2000, slow: 100, paceMs: 1000, events: 40, slowBytes: 128 * 1024, slowMs: 5000 },
};

/** A small version of the plan that checks within a minute that everything works. Its numbers mean nothing. */
export const QUICK_PLAN: BenchPlan = {
  ...PLAN,
  rounds: 1,
  roundMs: 1000,
  paced: { ...PLAN.paced, streams: 8, ms: 1500 },
  held: { ...PLAN.held, streams: 100, slow: 10, events: 5, slowMs: 1000 },
};
