import { logChoose } from './log-gamma.ts';

/**
 * Returns P(X >= k), where X counts the marked rows among `drawn` rows drawn without replacement from `total` rows, of
 * which `marked` are marked. Throws RangeError unless drawn and marked are in 0..total.
 */
export function hypergeometricTail(k: number, drawn: number, marked: number, total: number): number {
  if (!(drawn >= 0 && drawn <= total && marked >= 0 && marked <= total)) {
    throw new RangeError(`cannot draw ${drawn} of ${total} with ${marked} marked`);
  }
  const least = Math.max(0, drawn + marked - total);
  const most = Math.min(drawn, marked);
  if (k <= least) return 1;
  if (k > most) return 0;
  const scale = logChoose(total, drawn);
  let sum = 0;
  // Sum from the far end inwards: the terms grow, so small ones are not lost.
  for (let i = most; i >= k; i -= 1) {
    sum += Math.exp(logChoose(marked, i) + logChoose(total - marked, drawn - i) - scale);
  }
  return Math.min(1, sum);
}

/**
 * One-sided Fisher exact test of the table [[a, b], [c, d]]: returns the chance that at least `a` of the first row fall
 * into the first column if rows and columns are independent.
 */
export function fisherExact(a: number, b: number, c: number, d: number): number {
  return hypergeometricTail(a, a + b, a + c, a + b + c + d);
}
