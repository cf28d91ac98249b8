/** Wealth of a bettor who spreads it evenly over bets that never change. */
export interface BetMixture {
  /** Returns the natural logarithm of the wealth of each bet, all zero at first: plain data. */
  start(): readonly number[];
  /** Takes a value minus its mean under the null. Throws RangeError if a bet would lose everything. */
  see(state: readonly number[], excess: number): readonly number[];
  /** Returns the natural logarithm of the evidence, which is the mean over the bets. */
  logE(state: readonly number[]): number;
}

/**
 * Returns the evidence that values are higher on average than a null allows, E = mean over the bets of
 * prod(1 + bet * excess_t). It is an e-process against "the mean of the excess given the past is <= 0", so the chance
 * that it ever reaches 1/alpha is at most alpha (Ville 1939). Unlike `bettingEProcess`, it needs no time to learn the
 * size of the rise, and it costs at most ln(number of bets) compared with the best bet. It depends only on the values,
 * not on their order. Throws RangeError unless there is at least one bet and all bets are positive.
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
