/** Corrects a probability for multiple tests (Bonferroni); never above 1. */
export function bonferroni(p: number, tests: number): number {
  return Math.min(1, p * tests);
}
