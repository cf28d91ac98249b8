import type { AnswerFacts } from '../../schema/index.ts';

/** Maximum number of answers per asker that count in one window. */
export interface PerUnit {
  readonly answers: number;
  readonly windowMs: number;
}

/** Number of answers of each asker in the current window. Plain data. */
export interface UnitCounts {
  window: number;
  counts: Record<number, number>;
}

export const startUnits = (): UnitCounts => ({ window: Number.MIN_SAFE_INTEGER, counts: {} });

/**
 * Reports whether an answer is among the first of its asker in its window. The decision depends only on the asker and
 * on what was seen before, never on the answer, so it does not affect the validity of a test. An answer whose asker is
 * unknown always counts. A late answer, out of chronological order, belongs to the current window.
 */
export function counts(units: UnitCounts, { at, bucket }: AnswerFacts, perUnit: PerUnit): boolean {
  if (bucket === null) return true;
  const window = Math.floor(at / perUnit.windowMs);
  if (window > units.window) {
    units.window = window;
    units.counts = {};
  }
  const before = units.counts[bucket] ?? 0;
  if (before >= perUnit.answers) return false;
  units.counts[bucket] = before + 1;
  return true;
}
