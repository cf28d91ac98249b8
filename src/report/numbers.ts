import type { Message } from '../schema/index.ts';

/** Formats 0.1234 as "12.3 %"; small shares keep two digits that carry information. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0 || value === 100) return `${value}\u00a0%`;
  if (value < 0.01) return '< 0.01\u00a0%';
  return `${value < 1 ? value.toFixed(2) : value.toFixed(1)}\u00a0%`;
}

/** Formats "7.8–17.3 %". */
export function percentRange([low, high]: readonly [number, number]): string {
  const digits = high < 0.01 ? 2 : 1;
  return `${(low * 100).toFixed(digits)}–${(high * 100).toFixed(digits)}\u00a0%`;
}

/** Separates thousands by commas, whatever the locale of the process. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Formats the probability left to chance, as people write it: "< 1e-9", "3e-5", "0.02". */
export function chance(confidence: number): string {
  const left = 1 - confidence;
  if (left < 1e-9) return '< 1e-9';
  if (left < 0.001) return left.toExponential(0);
  return left.toPrecision(2);
}

/**
 * Puts a probability into words for people who do not think in powers: "less than 1 in 1,000,000,000", "about 1 in
 * 640", "about 12 %".
 */
export function chanceInWords(probability: number): Message {
  if (probability < 1e-9) return { en: 'less than 1 in 1,000,000,000', ja: '10 億分の 1 未満' };
  if (probability > 0.05) {
    const shown = `${Math.round(100 * probability)}\u00a0%`;
    return { en: `about ${shown}`, ja: `約 ${shown}` };
  }
  const cases = grouped(Number((1 / probability).toPrecision(2)));
  return { en: `about 1 in ${cases}`, ja: `約 ${cases} 分の 1` };
}
