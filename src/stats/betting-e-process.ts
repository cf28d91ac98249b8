/** What a bettor knows after n differences: plain data, so that a run can be kept and taken up again. */
export interface BettingState {
  /** Differences seen. */
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

/** No bet risks more than this share of the wealth, so that no single difference can ruin it. */
const MOST_AT_RISK = 0.75;

/**
 * One imagined difference stands before the first: no change on average, and change in one prompt of twenty. A bettor
 * against "worse by 0.05" then bets in full from the first prompt on, one against "not worse" waits for the first harm.
 */
const PRIOR_SQUARE = 0.05;

/** The bet that grows fastest if the moments so far are the true ones (Kelly, to second order). */
function bet(state: BettingState, margin: number): number {
  const mean = state.sum / (state.n + 1);
  const square = (state.sumOfSquares + PRIOR_SQUARE) / (state.n + 1);
  const wish = (mean - margin) / (square - 2 * mean * margin + margin * margin);
  return Math.min(Math.max(wish, 0), MOST_AT_RISK / (1 + margin));
}

/**
 * Evidence that the mean difference is above `margin`: the wealth of somebody who bets on it with fair odds, one
 * difference after the other, E = prod(1 + bet_t (d_t - margin)), where bet_t is known before d_t is
 * (Waudby-Smith & Ramdas 2024). An e-process against "the mean of d_t given the past is <= margin": the chance of its
 * ever reaching 1/alpha is at most alpha. A difference d is after minus before in -1..1: for one answer each -1, 0 or 1,
 * for several answers to one prompt the difference of the harmful shares, because answers to one prompt depend on each
 * other. Throws RangeError unless -1 < margin < 1.
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
