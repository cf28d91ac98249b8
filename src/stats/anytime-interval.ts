import type { Interval } from './interval.ts';
import { logBeta } from './log-gamma.ts';

const HALF = 0.5;

/** Returns the edge between a point inside the interval and one outside it, by bisection to the last bit. */
function edge(inside: number, outside: number, contains: (p: number) => boolean): number {
  let near = inside;
  let far = outside;
  for (;;) {
    const middle = (near + far) / 2;
    if (middle === near || middle === far) return far;
    if (contains(middle)) near = middle;
    else far = middle;
  }
}

/**
 * Returns an interval for the share k/n that may be checked after every observation: the chance that it ever misses the
 * true share is at most 1 - confidence. It contains every p with p^k (1 - p)^(n - k) above (1 - confidence) times the
 * mixture of that likelihood over Beta(1/2, 1/2), which is B(k + 1/2, n - k + 1/2) / B(1/2, 1/2) (Robbins 1970). It is
 * meant for single answers to different prompts: several answers to one prompt are not separate observations. Returns
 * [0, 1] if n is 0. Throws RangeError unless 0 <= k <= n and 0 < confidence < 1.
 */
export function anytimeInterval(k: number, n: number, confidence = 0.95): Interval {
  if (!(n >= 0) || !(k >= 0 && k <= n)) throw new RangeError(`no share of ${k} in ${n}`);
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`no confidence of ${confidence}`);
  if (n === 0) return [0, 1];
  const least = Math.log(1 - confidence) + logBeta(k + HALF, n - k + HALF) - logBeta(HALF, HALF);
  const contains = (p: number) => (k === 0 ? 0 : k * Math.log(p)) + (k === n ? 0 : (n - k) * Math.log1p(-p)) > least;
  return [k === 0 ? 0 : edge(k / n, 0, contains), k === n ? 1 : edge(k / n, 1, contains)];
}
