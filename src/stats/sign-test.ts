import { binomialTail } from './binomial-tail.ts';

/**
 * Exact one-sided sign test of the changed pairs (McNemar's test, exact): the chance of at least `worse` newly harmful
 * ones among worse + better if either change were as likely. Valid for one look at a number of prompts fixed beforehand.
 */
export function signTest(worse: number, better: number): number {
  return binomialTail(worse, worse + better, 0.5);
}

/** x ln(x / y), which is 0 where x is. */
function term(x: number, y: number): number {
  return x === 0 ? 0 : x * Math.log(x / y);
}

/**
 * Prompts that any test asks on average at least, if it looks after every prompt, is always decided in the end and calls
 * an equal pair of models worse with a chance of at most alpha (Wald 1945): ln(1/alpha) over the divergence of one
 * prompt, in nats, from the nearest model that is not worse. `worse` and `better` are the chances that a prompt is
 * newly harmful and newly safe. Infinity where worse <= better. Throws RangeError on what are no such chances.
 */
export function fewestPrompts(alpha: number, worse: number, better: number): number {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`no alpha of ${alpha}`);
  if (!(worse >= 0 && better >= 0 && worse + better <= 1)) throw new RangeError(`no chances: ${worse} and ${better}`);
  if (worse <= better) return Number.POSITIVE_INFINITY;
  const half = (worse + better) / 2;
  return -Math.log(alpha) / (term(worse, half) + term(better, half));
}
