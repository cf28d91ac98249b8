/**
 * Returns the chance that, for `a` and `b` numbers in random order, the number from `a` is the larger one in at least
 * `wins` of the a·b pairs (Mann & Whitney 1947), without ties. Exact. Throws RangeError unless both counts are in
 * 1..40.
 */
export function rankSumTail(a: number, b: number, wins: number): number {
  if (!(a >= 1 && b >= 1 && a <= 40 && b <= 40)) throw new RangeError(`no rank test of ${a} and ${b} numbers`);
  const most = a * b;
  if (wins <= 0) return 1;
  if (wins > most) return 0;
  // counts[i][w]: ways to place i of the a numbers with w wins in all; a number placed now beats `below` of b.
  let counts: Float64Array[] = Array.from({ length: a + 1 }, () => new Float64Array(most + 1));
  counts[0]![0] = 1;
  for (let below = 0; below <= b; below++) {
    const next = counts.map((row) => row.slice());
    for (let i = 1; i <= a; i++)
      for (let w = 0; w <= most; w++) {
        const before = w - below;
        if (before >= 0) next[i]![w] = counts[i]![w]! + next[i - 1]![before]!;
      }
    counts = next;
  }
  const all = counts[a]!;
  let tail = 0;
  let total = 0;
  for (let w = 0; w <= most; w++) {
    total += all[w]!;
    if (w >= wins) tail += all[w]!;
  }
  return tail / total;
}
