/** Evidence accumulated over several checks, as plain data. */
export interface ChangeEvidence {
  /** Number of checks so far. */
  readonly checks: number;
  /**
   * Natural logarithm of the weighted sum of products, one product per check it starts at; null before the first check.
   */
  readonly logProducts: number | null;
}

export const NO_EVIDENCE: ChangeEvidence = { checks: 0, logProducts: null };

/**
 * Turns a p-value into evidence against "nothing changed": the mean of k p^(k-1) over k in (0, 1), which avoids having
 * to choose a k (Vovk & Wang 2021, section 2). Its mean is at most 1 if p is valid.
 */
export function evidenceOfP(p: number): number {
  if (!(p > 0 && p <= 1)) throw new RangeError(`no p-value of ${p}`);
  const log = Math.log(p);
  // Near 1 the formula loses precision; its limit there is 1/2.
  if (log > -1e-4) return 0.5 - log / 6;
  return (1 - p + p * log) / (p * log * log);
}

/**
 * Adds one check to the evidence. A change may happen at any check, so the products starting at each check s are mixed
 * with weights 1/(s(s+1)). The quiet period before a change then costs no more than the logarithm of its length. This
 * is an e-process as long as each p-value is valid given the earlier ones.
 */
export function seePValue(evidence: ChangeEvidence, p: number): ChangeEvidence {
  const checks = evidence.checks + 1;
  const weight = 1 / (checks * (checks + 1));
  const before = evidence.logProducts;
  // log(exp(before) + weight), without leaving the range of doubles.
  const started =
    before === null
      ? Math.log(weight)
      : Math.max(before, Math.log(weight)) + Math.log1p(Math.exp(-Math.abs(before - Math.log(weight))));
  return { checks, logProducts: started + Math.log(evidenceOfP(p)) };
}

/**
 * Returns the evidence as a factor: the mixture so far plus the weights of the checks still to come. Capped at 1e300 so
 * that it can be serialised.
 */
export function evidenceValue({ checks, logProducts }: ChangeEvidence): number {
  return Math.min((logProducts === null ? 0 : Math.exp(logProducts)) + 1 / (checks + 1), 1e300);
}
