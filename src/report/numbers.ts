/** 0.1234 -> "12.3 %"; small shares keep two digits that say something. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0 || value === 100) return `${value}\u00a0%`;
  if (value < 0.01) return '< 0.01\u00a0%';
  return `${value < 1 ? value.toFixed(2) : value.toFixed(1)}\u00a0%`;
}

/** "7.8–17.3 %" */
export function percentRange([low, high]: readonly [number, number]): string {
  const digits = high < 0.01 ? 2 : 1;
  return `${(low * 100).toFixed(digits)}–${(high * 100).toFixed(digits)}\u00a0%`;
}

/** Thousands separated by commas, whatever the locale of the process. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The probability left to chance, as people write it: "< 1e-9", "3e-5", "0.02". */
export function chance(confidence: number): string {
  const left = 1 - confidence;
  if (left < 1e-9) return '< 1e-9';
  if (left < 0.001) return left.toExponential(0);
  return left.toPrecision(2);
}

/** At most two digits behind the point: "2", "3.41". */
export const decimal = (value: number): string => String(Number(value.toFixed(2)));
