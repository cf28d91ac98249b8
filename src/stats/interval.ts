import { logIncompleteBeta } from './incomplete-beta.ts';

/** Bounds of a share, in 0..1. */
export type Interval = readonly [low: number, high: number];

function requireCount(k: number, n: number): void {
  if (!(n >= 0) || !(k >= 0 && k <= n)) throw new RangeError(`no share of ${k} in ${n}`);
}

/** Returns the x with I_x(a, b) = probability. Bisects to the last bit: with a few calls per report, simple is best. */
function betaQuantile(probability: number, a: number, b: number): number {
  const goal = Math.log(probability);
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (logIncompleteBeta(middle, a, b) < goal) low = middle;
    else high = middle;
    if (high - low < 1e-14 * high) return (low + high) / 2;
  }
}

/**
 * Returns the exact two-sided interval of the share k/n (Clopper & Pearson 1934). It covers the true share, whatever
 * that is, with at least the stated confidence. Returns [0, 1] if n is 0. Throws RangeError unless 0 <= k <= n and
 * 0 < confidence < 1.
 */
export function clopperPearson(k: number, n: number, confidence = 0.95): Interval {
  requireCount(k, n);
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`no confidence of ${confidence}`);
  const side = (1 - confidence) / 2;
  const low = k === 0 ? 0 : betaQuantile(side, k, n - k + 1);
  const high = k === n ? 1 : betaQuantile(1 - side, k + 1, n - k);
  return [low, high];
}

/**
 * Returns the exact one-sided upper bound of the share k/n: the true share is below it with at least this confidence.
 */
export function upperBound(k: number, n: number, confidence = 0.95): number {
  requireCount(k, n);
  return k === n ? 1 : betaQuantile(confidence, k + 1, n - k);
}

/** Returns the quantile of the standard normal distribution, by Acklam's approximation: relative error below 1.2e-9. */
export function normalQuantile(probability: number): number {
  const q = probability - 0.5;
  const tail = Math.min(probability, 1 - probability);
  if (tail < 0.02425) {
    const r = Math.sqrt(-2 * Math.log(tail));
    const top =
      ((((-7.784894002430293e-3 * r - 0.3223964580411365) * r - 2.400758277161838) * r - 2.549732539343734) * r +
        4.374664141464968) *
        r +
      2.938163982698783;
    const bottom =
      (((7.784695709041462e-3 * r + 0.3224671290700398) * r + 2.445134137142996) * r + 3.754408661907416) * r + 1;
    return (q < 0 ? 1 : -1) * (top / bottom);
  }
  const r = q * q;
  const top =
    (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
    q;
  const bottom =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1;
  return top / bottom;
}

/**
 * Returns Wilson's score interval of k/n (1927): close to the nominal confidence on average, shorter than the exact
 * one.
 */
export function wilson(k: number, n: number, confidence = 0.95): Interval {
  requireCount(k, n);
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`no confidence of ${confidence}`);
  if (n === 0) return [0, 1];
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const share = k / n;
  const centre = share + (z * z) / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [k === 0 ? 0 : (centre - spread) / scale, k === n ? 1 : (centre + spread) / scale];
}
