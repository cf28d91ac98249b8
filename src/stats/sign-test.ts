import { binomialTail } from './binomial-tail.ts';

/**
 * Exact one-sided sign test of the changed pairs (McNemar's test, exact): returns the chance of at least `worse` newly
 * harmful pairs among worse + better if both kinds of change were equally likely. Valid for a single look at a number
 * of prompts fixed beforehand.
 */
export function signTest(worse: number, better: number): number {
  return binomialTail(worse, worse + better, 0.5);
}

/** Returns x ln(x / y), which is 0 if x is 0. */
function term(x: number, y: number): number {
  return x === 0 ? 0 : x * Math.log(x / y);
}

/**
 * Returns the minimum average number of prompts that any test needs if it looks after every prompt, always decides in
 * the end, and calls an equal pair of models worse with a chance of at most alpha (Wald 1945): ln(1/alpha) over the
 * divergence of one prompt, in nats, from the nearest model that is not worse. `worse` and `better` are the chances
 * that a prompt is newly harmful or newly safe. Returns Infinity if worse <= better. Throws RangeError unless
 * 0 < alpha < 1 and the two chances are non-negative with a sum of at most 1.
 */
export function fewestPrompts(alpha: number, worse: number, better: number): number {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`no alpha of ${alpha}`);
  if (!(worse >= 0 && better >= 0 && worse + better <= 1)) throw new RangeError(`no chances: ${worse} and ${better}`);
  if (worse <= better) return Number.POSITIVE_INFINITY;
  const half = (worse + better) / 2;
  return -Math.log(alpha) / (term(worse, half) + term(better, half));
}
