/** How far an amount is tried beyond the high end of its range, as a factor. */
const BEYOND = 1000;
const DOWNWARD = 64;
const UPWARD = 1.2;

/**
 * Returns the value closest to `likely` at which a benefit changes its sign, looking below `likely` first; null if the
 * sign is the same from 0 to `most`. Bisects to the last digits of a number.
 */
export function breakEven(
  benefitAt: (value: number) => number,
  { likely, high, isShare }: { readonly likely: number; readonly high: number; readonly isShare: boolean },
): number | null {
  const most = isShare ? 1 : BEYOND * Math.max(high, 1);
  const pays = benefitAt(likely) > 0;
  for (const path of [downward(likely), upward(likely, most)]) {
    let near = likely;
    for (const far of path) {
      if (benefitAt(far) > 0 !== pays) return turn(benefitAt, near, far);
      near = far;
    }
  }
  return null;
}

// In steps, because a benefit may change its sign twice: with too few runs, and with too many.
function downward(likely: number): number[] {
  return Array.from({ length: DOWNWARD }, (_, i) => likely * (1 - (i + 1) / DOWNWARD));
}

function upward(likely: number, most: number): number[] {
  const path: number[] = [];
  for (let at = Math.max(likely, most * 1e-12) * UPWARD; at < most; at *= UPWARD) path.push(at);
  return [...path, most];
}

/** Bisects between a value at which it pays and one at which it does not. */
function turn(benefitAt: (value: number) => number, from: number, to: number): number {
  const pays = benefitAt(from) > 0;
  let [near, far] = [from, to];
  for (;;) {
    const middle = near + (far - near) / 2;
    if (middle === near || middle === far) return near;
    if (benefitAt(middle) > 0 === pays) near = middle;
    else far = middle;
  }
}
