import { type ChartTick, roundTicks } from './scale.ts';

/** Returns ticks for evidence in powers of ten: "0.1", "1", "10", "1,000", "1e6". */
export function evidenceTicks(low: number, high: number, wanted = 6): ChartTick[] {
  const whole = roundTicks(low, high, wanted).filter(Number.isInteger);
  const ticks = whole.length > 1 ? whole : roundTicks(Math.floor(low), Math.ceil(high), 1).filter(Number.isInteger);
  return ticks.filter((at) => at >= low && at <= high).map((at) => ({ at, label: powerText(at) }));
}

function powerText(power: number): string {
  if (power < 0) return power < -3 ? `1e${power}` : (10 ** power).toFixed(-power);
  return power > 3 ? `1e${power}` : String(10 ** power).replace(/(\d)000$/, '$1,000');
}
