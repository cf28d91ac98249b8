/** Evidence over several checks: plain data. */
export interface ChangeEvidence {
  /** Checks so far. */
  readonly checks: number;
  /** Natural logarithm of the weighted products of the checks that began with each; null before the first. */
  readonly logProducts: number | null;
}

export const NO_EVIDENCE: ChangeEvidence = { checks: 0, logProducts: null };

/**
 * Evidence against "nothing changed" from a p-value: the mean of k p^(k-1) over k in (0, 1), which no k has to be chosen for
 * (Vovk & Wang 2021, section 2). Its mean is at most 1 when p is valid.
 */
export function evidenceOfP(p: number): number {
  if (!(p > 0 && p <= 1)) throw new RangeError(`no p-value of ${p}`);
  const log = Math.log(p);
  // Near 1 the formula loses its digits; its limit there is 1/2.
  if (log > -1e-4) return 0.5 - log / 6;
  return (1 - p + p * log) / (p * log * log);
}

/**
 * One check more. A change may come at any check, so that the products that begin at each of them are mixed with the weights 1/(s(s+1)): what stood
 * before the change then costs no more than the logarithm of its length. An e-process as long as each p-value is valid given the ones before.
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

/** The evidence as a factor: what was won, and the weights of the checks to come. At most 1e300, so that it can be written. */
export function evidenceValue({ checks, logProducts }: ChangeEvidence): number {
  return Math.min((logProducts === null ? 0 : Math.exp(logProducts)) + 1 / (checks + 1), 1e300);
}
