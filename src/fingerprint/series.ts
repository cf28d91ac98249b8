import type { FirstTokenSample } from '../schema/index.ts';
import { seededRandom } from '../stats/index.ts';
import { type ComparedSamples, checkFingerprint, type FingerprintFinding } from './check-fingerprint.ts';
import { type ChangeEvidence, evidenceValue, NO_EVIDENCE, seePValue } from './evidence.ts';
import { permutationPValue } from './permutation.ts';
import type { FingerprintRule } from './rule.ts';
import { readSamples } from './strata.ts';

/** State of repeated checks against one reference: plain data, to be stored between checks. */
export interface FingerprintSeries {
  readonly evidence: ChangeEvidence;
  /** Number of checks in the series, including those before a fresh start. */
  readonly checks: number;
  /**
   * Answers that the next check is compared with, drawn from the reference and the checks so far; bounded per prompt.
   */
  readonly pool: readonly FirstTokenSample[];
  /**
   * Number of the check at which the evidence reached 1 / alpha and the difference exceeded the floor, or null. It is
   * kept until a check is the same within the margin again.
   */
  readonly alarm: number | null;
}

/**
 * Result of one check of a series. In `finding`, `decision` and `pValue` belong to the series; the rest compares the
 * check with the reference alone.
 */
export interface SeriesFinding {
  readonly finding: FingerprintFinding;
  readonly nth: number;
  readonly eValue: number;
}

/** Number of answers kept for each prompt, unless the reference has more. */
const MAX_POOL = 40;

/** Starts a series with its reference. */
export function startSeries(reference: readonly FirstTokenSample[]): FingerprintSeries {
  return { evidence: NO_EVIDENCE, checks: 0, pool: reference, alarm: null };
}

/**
 * Adds one check to a series. The probability that an unchanged model is ever reported to differ is at most alpha,
 * however long the series is.
 *
 * Checks that are all compared with the same few answers are not independent: a reference that is odd by chance would
 * count against every one of them. Each check is therefore compared with a random part of everything before it
 * (reference and checks). If nothing changed, these p-values are independent and valid (like conformal p-values; Vovk,
 * Gammerman & Shafer 2005, chapter 8), so their evidence may be multiplied. Size and `same-within-margin` are still
 * measured against the reference, so a slow change ends as `undecided` or `differs` and never becomes the new normal.
 */
export function stepSeries(
  series: FingerprintSeries,
  samples: ComparedSamples,
  rule: FingerprintRule,
  seed: number,
): { readonly series: FingerprintSeries; readonly found: SeriesFinding } {
  const nth = series.checks + 1;
  const seedOfCheck = Math.imul(seed ^ 0x9e3779b9, 2 * nth + 1);
  const single = checkFingerprint(samples, rule, seedOfCheck);
  const { strata } = readSamples(samples.method, series.pool, samples.check);
  const pValue = permutationPValue(strata, rule.permutations, seedOfCheck + 2);
  const evidence = strata.length === 0 ? series.evidence : seePValue(series.evidence, pValue);
  const eValue = evidenceValue(evidence);
  const hasEvidence = eValue >= 1 / rule.alpha;
  const alarm = series.alarm ?? (hasEvidence && single.difference > single.floor ? nth : null);
  const decision =
    single.decision === 'same-within-margin'
      ? 'same-within-margin'
      : alarm !== null && single.difference > single.floor
        ? 'differs'
        : 'undecided';
  const finding: FingerprintFinding = {
    ...single,
    decision,
    pValue,
  };
  const found = { finding, nth, eValue };
  if (alarm !== null && decision === 'same-within-margin')
    return { found, series: { ...startSeries(samples.reference), checks: nth } };
  const pool = alarm === null ? poolWith(series.pool, samples.check, seedOfCheck + 3) : series.pool;
  return { found, series: { evidence, checks: nth, pool, alarm } };
}

/** Returns a random part of the pool and the new answers together, independent of the order in which they arrived. */
function poolWith(pool: readonly FirstTokenSample[], check: readonly FirstTokenSample[], seed: number) {
  const random = seededRandom(seed);
  const kept = new Map<string, number>();
  for (const { prompt } of pool) kept.set(prompt, (kept.get(prompt) ?? 0) + 1);
  const drawn = [...pool, ...check].map((sample) => ({ sample, at: random() })).sort((a, b) => a.at - b.at);
  const taken = new Map<string, number>();
  return drawn.flatMap(({ sample }) => {
    const nth = (taken.get(sample.prompt) ?? 0) + 1;
    taken.set(sample.prompt, nth);
    return nth <= Math.max(MAX_POOL, kept.get(sample.prompt) ?? 0) ? [sample] : [];
  });
}
