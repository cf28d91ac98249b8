/** State of a bettor after n differences: plain data, so a run can be saved and resumed. */
export interface BettingState {
  /** Number of differences seen. */
  readonly n: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  /** Natural logarithm of the evidence so far. */
  readonly logE: number;
}

/** A fold over the differences of the prompts, in the order in which the prompts were drawn. */
export interface BettingEProcess {
  start(): BettingState;
  /** Throws RangeError unless d is in -1..1. */
  see(state: BettingState, d: number): BettingState;
}

/** Maximum share of the wealth that a bet puts at risk, so that no single difference can ruin the bettor. */
const MOST_AT_RISK = 0.75;

/**
 * Mean square of an imagined difference before the first real one: no change on average, and a change in one prompt out
 * of twenty. With it, a bettor against "worse by 0.05" bets the maximum from the first prompt on, while a bettor
 * against "not worse" waits for the first harm.
 */
const PRIOR_SQUARE = 0.05;

/** Returns the bet that grows fastest if the moments so far are the true ones (Kelly, to second order). */
function bet(state: BettingState, margin: number): number {
  const mean = state.sum / (state.n + 1);
  const square = (state.sumOfSquares + PRIOR_SQUARE) / (state.n + 1);
  const wish = (mean - margin) / (square - 2 * mean * margin + margin * margin);
  return Math.min(Math.max(wish, 0), MOST_AT_RISK / (1 + margin));
}

/**
 * Returns the evidence that the mean difference is above `margin`: the wealth of a bettor who bets on it at fair odds,
 * one difference after another. E = prod(1 + bet_t (d_t - margin)), where bet_t is fixed before d_t is known
 * (Waudby-Smith & Ramdas 2024). It is an e-process against "the mean of d_t given the past is <= margin": the chance
 * that it ever reaches 1/alpha is at most alpha. A difference d is after minus before, in -1..1. With one answer per
 * prompt it is -1, 0 or 1; with several answers per prompt it is the difference of the harmful shares, because answers
 * to one prompt depend on each other. Throws RangeError unless -1 < margin < 1.
 */
export function bettingEProcess(margin: number): BettingEProcess {
  if (!(margin > -1 && margin < 1)) throw new RangeError(`no margin of ${margin}`);
  return {
    start: () => ({ n: 0, sum: 0, sumOfSquares: 0, logE: 0 }),
    see(state, d) {
      if (!(d >= -1 && d <= 1)) throw new RangeError(`no difference of ${d}`);
      return {
        n: state.n + 1,
        sum: state.sum + d,
        sumOfSquares: state.sumOfSquares + d * d,
        logE: state.logE + Math.log1p(bet(state, margin) * (d - margin)),
      };
    },
  };
}
