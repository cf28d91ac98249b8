/** Wealth of somebody who spreads it evenly over bets that stay as they are. */
export interface BetMixture {
  /** Natural logarithms of what each bet has come to: plain data. */
  start(): readonly number[];
  /** Takes a value less its mean under the null. Throws RangeError where a bet would lose all. */
  see(state: readonly number[], excess: number): readonly number[];
  /** Natural logarithm of the evidence: of the mean over the bets. */
  logE(state: readonly number[]): number;
}

/**
 * Evidence that values are on average above what a null allows, E = mean over the bets of prod(1 + bet * excess_t): an e-process against
 * "the mean of the excess given the past is <= 0", so that the chance of its ever reaching 1/alpha is at most alpha (Ville 1939). It needs no
 * time to learn how large the rise is, as `bettingEProcess` does, and costs at most ln(number of bets) against the best of them. It depends
 * on the values alone, not on their order. Throws RangeError unless there are bets, and all are positive.
 */
export function betMixture(bets: readonly number[]): BetMixture {
  if (bets.length === 0 || !bets.every((bet) => bet > 0 && Number.isFinite(bet)))
    throw new RangeError(`no bets: ${bets}`);
  const greatest = Math.max(...bets);
  return {
    start: () => bets.map(() => 0),
    see(state, excess) {
      if (!(1 + greatest * excess > 0 && excess < Number.POSITIVE_INFINITY))
        throw new RangeError(`no excess of ${excess}`);
      return state.map((log, i) => log + Math.log1p(bets[i]! * excess));
    },
    logE(state) {
      const most = Math.max(...state);
      let sum = 0;
      for (const log of state) sum += Math.exp(log - most);
      return most + Math.log(sum / state.length);
    },
  };
}
