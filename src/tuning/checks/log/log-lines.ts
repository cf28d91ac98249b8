import type { LoggedStep } from '../../training-record.ts';

/** Returns the most common number of steps between lines; null for fewer than three lines. */
export function stepsBetweenLines(steps: readonly LoggedStep[]): number | null {
  if (steps.length < 3) return null;
  const counts = new Map<number, number>();
  for (let i = 1; i < steps.length; i++) {
    const distance = steps[i]!.step - steps[i - 1]!.step;
    if (distance > 0) counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  const [commonest] = [...counts].sort(([a, n], [b, m]) => m - n || a - b);
  return commonest?.[0] ?? null;
}

/** Returns the median of some numbers (the lower of two); NaN if there are none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
