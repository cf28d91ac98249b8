import { binomialTail, logChoose, signTest } from '../../src/stats/index.ts';

/**
 * Returns the fewest prompts with which the sign test, evaluated once, finds the change with a chance of at least
 * `power`.
 */
export function fixedSample(alpha: number, worse: number, better: number, power: number): number {
  const change = worse + better;
  const needed: number[] = [];
  for (let n = 1; ; n += 1) {
    // The count that n changed pairs require never falls as n grows.
    let least = needed[n - 1] ?? 0;
    while (least <= n && signTest(least, n - least) > alpha) least += 1;
    needed[n] = least;
    let found = 0;
    for (let m = 1; m <= n; m += 1) {
      const chance = Math.exp(logChoose(n, m) + m * Math.log(change) + (n - m) * Math.log1p(-change));
      if (chance > 1e-12) found += chance * binomialTail(needed[m]!, m, worse / change);
    }
    if (found >= power) return n;
  }
}
