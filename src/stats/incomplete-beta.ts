import { logBeta } from './log-gamma.ts';

const TINY = 1e-300;
const MAX_STEPS = 100_000;

/** Evaluates the continued fraction of I_x(a, b) by Lentz's method (Press et al., Numerical Recipes, 3rd ed., 6.4). */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < TINY ? TINY : d);
  let value = d;
  for (let m = 1; m <= MAX_STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    for (const term of [even, odd]) {
      d = 1 + term * d;
      d = 1 / (Math.abs(d) < TINY ? TINY : d);
      c = 1 + term / c;
      if (Math.abs(c) < TINY) c = TINY;
      value *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-15) return value;
  }
  return value;
}

/** Returns log(1 - exp(x)) for x <= 0, without cancellation at either end (Mächler 2012). */
function logOneMinusExp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** Returns the natural logarithm of the regularised incomplete beta function I_x(a, b), for a, b > 0 and x in 0..1. */
export function logIncompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return Number.NEGATIVE_INFINITY;
  if (x >= 1) return 0;
  const front = a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b);
  if (x < (a + 1) / (a + b + 2)) return Math.min(0, front + Math.log(continuedFraction(x, a, b) / a));
  const other = front + Math.log(continuedFraction(1 - x, b, a) / b);
  return logOneMinusExp(Math.min(0, other));
}
