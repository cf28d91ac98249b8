/** How far beyond the high end of its range an amount is tried. */
const BEYOND = 1000;
const DOWNWARD = 64;
const UPWARD = 1.2;

/**
 * The value next to `likely` at which a benefit turns from negative to positive or back, below it first; null where it is of one kind from 0
 * to `most`. By bisection, to the last digits of a number.
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

// In steps, because a benefit may turn twice: of too few runs, and of too many.
function downward(likely: number): number[] {
  return Array.from({ length: DOWNWARD }, (_, i) => likely * (1 - (i + 1) / DOWNWARD));
}

function upward(likely: number, most: number): number[] {
  const path: number[] = [];
  for (let at = Math.max(likely, most * 1e-12) * UPWARD; at < most; at *= UPWARD) path.push(at);
  return [...path, most];
}

/** Between a value at which it pays and one at which it does not. */
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
