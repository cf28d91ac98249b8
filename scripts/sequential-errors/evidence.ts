import { anytimeInterval, bettingEProcess, pairedEProcess, signTest } from '../../src/stats/index.ts';

/** Folds differences; returns the evidence so far as a natural logarithm. */
export type Evidence = () => (d: number) => number;

export const onPairs: Evidence = () => {
  let [worse, better, logE] = [0, 0, 0];
  return (d) => {
    if (d === 0) return logE;
    if (d > 0) worse += 1;
    else better += 1;
    logE = pairedEProcess(worse, better);
    return logE;
  };
};

const byBets =
  (margin: number, sign: 1 | -1): Evidence =>
  () => {
    const process = bettingEProcess(margin);
    let state = process.start();
    return (d) => {
      state = process.see(state, sign * d);
      return state.logE;
    };
  };
export const worseBy = (margin: number): Evidence => byBets(margin, 1);
export const notWorseBy = (tolerance: number): Evidence => byBets(-tolerance, -1);

/** Returns ln(1/alpha) while the interval of the harmful share excludes `share` at that alpha, otherwise 0. */
export const missing = (share: number, alphas: readonly number[]): Evidence => {
  const known = new Map<string, number>();
  const evidenceOf = (k: number, n: number): number => {
    const missedAt = alphas.filter((alpha) => {
      const [low, high] = anytimeInterval(k, n, 1 - alpha);
      return share < low || share > high;
    });
    return Math.max(0, ...missedAt.map((alpha) => -Math.log(alpha)));
  };
  return () => {
    let [k, n] = [0, 0];
    return (d) => {
      k += d;
      n += 1;
      const key = `${k} of ${n}`;
      const evidence = known.get(key) ?? evidenceOf(k, n);
      known.set(key, evidence);
      return evidence;
    };
  };
};

/** A common practice: the fixed-sample test, evaluated after every prompt. */
export const repeatedSignTest: Evidence = () => {
  let [worse, better, strongest] = [0, 0, 0];
  return (d) => {
    if (d > 0) worse += 1;
    else if (d < 0) better += 1;
    else return strongest;
    strongest = -Math.log(signTest(worse, better));
    return strongest;
  };
};

/** A common practice: five answers to one prompt counted as five pairs. */
export const fiveAsPairs: Evidence = () => {
  const pairs = onPairs();
  return (d) => {
    let logE = pairs(0);
    for (let i = 0; i < Math.round(Math.abs(5 * d)); i += 1) logE = pairs(Math.sign(d));
    return logE;
  };
};
