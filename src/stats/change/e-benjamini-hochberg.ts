/**
 * Returns the indices of the rejected hypotheses in ascending order, by e-BH (Wang & Ramdas 2022): the k hypotheses
 * with the most evidence, for the largest k whose k-th largest e-value is at least n / (k level). The expected share of
 * true hypotheses among them is at most `level`, however the e-values depend on each other.
 */
export function eBenjaminiHochberg(eValues: readonly number[], level: number): number[] {
  const order = eValues.map((_, i) => i).sort((a, b) => eValues[b]! - eValues[a]! || a - b);
  let rejected = 0;
  for (let k = 1; k <= order.length; k += 1) {
    if (k * eValues[order[k - 1]!]! * level >= eValues.length) rejected = k;
  }
  return order.slice(0, rejected).sort((a, b) => a - b);
}
