import type { AnswerFacts } from '../../schema/index.ts';

/** So many answers of one asker count in one window. */
export interface PerUnit {
  readonly answers: number;
  readonly windowMs: number;
}

/** Answers of each asker in the window that runs. Plain data. */
export interface UnitCounts {
  window: number;
  counts: Record<number, number>;
}

export const startUnits = (): UnitCounts => ({ window: Number.MIN_SAFE_INTEGER, counts: {} });

/**
 * Whether an answer is among the first of its asker in its window. Decided by who asked and what was seen before alone, never by the answer, so
 * that it takes nothing from the validity of a test. One whose asker is not known always counts. An answer that comes late, out of the order
 * of time, belongs to the window that runs.
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
