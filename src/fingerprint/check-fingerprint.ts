import type { FingerprintMethod, FingerprintResult, FirstTokenSample } from '../schema/index.ts';
import { chanceQuantile, referenceNoise } from './noise.ts';
import { leastPValue, permutationPValue } from './permutation.ts';
import { type FingerprintRule, marginOf } from './rule.ts';
import { readSamples } from './strata.ts';
import { columnMeans, meanDifference, type Stratum } from './stratum.ts';

/** A token of a prompt, with its mean log-probability or its share of the answers before and now. */
export interface TokenDifference {
  readonly prompt: string;
  readonly token: string;
  readonly before: number;
  readonly now: number;
}

/** Result of a check, before it is put into words. */
export interface FingerprintFinding {
  readonly decision: FingerprintResult['decision'];
  /**
   * Mean absolute difference of mean log-probabilities over prompts and tokens (nats), or mean total variation (0..1).
   */
  readonly difference: number;
  /** Interval of the difference at confidence 1 - alpha. */
  readonly interval: readonly [number, number];
  readonly margin: number;
  /** The difference must exceed this before it is reported. */
  readonly floor: number;
  /** How much the reference differs from itself over the same number of requests; null if it is too short to tell. */
  readonly noise: number | null;
  readonly pValue: number;
  /** Smallest p-value that this number of requests can produce. */
  readonly leastPValue: number;
  /** Number of requests that went into the comparison. */
  readonly requests: { readonly reference: number; readonly check: number };
  /** Number of requests whose token lists could not be used. */
  readonly unread: { readonly reference: number; readonly check: number };
  /** Prompts that could not be compared. */
  readonly unpaired: readonly string[];
  /** The most different tokens, largest difference first. */
  readonly differing: readonly TokenDifference[];
}

/** The answers to compare. */
export interface ComparedSamples {
  readonly method: FingerprintMethod;
  readonly reference: readonly FirstTokenSample[];
  readonly check: readonly FirstTokenSample[];
}

/**
 * Random splits used for the interval. Its quantile is at 1 - alpha, so it needs fewer than the p-value, which needs
 * the far tail.
 */
const INTERVAL_PERMUTATIONS = 999;

const MAX_DIFFERING = 10;

/**
 * Compares the first tokens of an approved model with those of the model being asked now, by log-probability tracking
 * (arXiv 2512.03816) or by the answers to border inputs (arXiv 2602.11083). The decision is `same-within-margin` if the
 * upper bound of the difference is at or below the margin, and `differs` if p <= alpha and the difference exceeds the
 * floor. Otherwise it is `undecided`. The decision is never `same-within-margin` if nothing could be compared, if some
 * prompt could not be compared, or if answers of the check lack token lists while the reference never lacked any.
 *
 * @param seed seed of the random splits; the same answers and seed give the same finding
 */
export function checkFingerprint(samples: ComparedSamples, rule: FingerprintRule, seed: number): FingerprintFinding {
  const { method, reference, check } = samples;
  const { strata, unread, unpaired } = readSamples(method, reference, check);
  const difference = meanDifference(strata);
  const pValue = permutationPValue(strata, rule.permutations, seed);
  const reach = reachOf(method, strata, rule.alpha, seed + 1);
  const noise = referenceNoise(method, reference, requestsByPrompt(strata));
  const { margin, floor } = marginOf(method, rule.margin, noise);
  const interval = [Math.max(0, difference - reach), difference + reach] as const;
  return {
    decision: decide(
      { strata, isComplete: unpaired.length === 0 && (unread.check === 0 || unread.reference > 0), pValue, interval },
      rule,
      {
        margin,
        floor,
        difference,
      },
    ),
    difference,
    interval: method === 'border' ? [interval[0], Math.min(interval[1], 1)] : interval,
    margin,
    floor,
    noise,
    pValue,
    leastPValue: strata.length === 0 ? 1 : Math.max(leastPValue(strata), 1 / (1 + rule.permutations)),
    requests: { reference: sumOf(strata, 'reference'), check: sumOf(strata, 'check') },
    unread,
    unpaired,
    differing: differingTokens(strata),
  };
}

function decide(
  seen: {
    readonly strata: readonly Stratum[];
    readonly isComplete: boolean;
    readonly pValue: number;
    readonly interval: readonly [number, number];
  },
  rule: FingerprintRule,
  size: { readonly margin: number; readonly floor: number; readonly difference: number },
): FingerprintResult['decision'] {
  if (seen.strata.length === 0) return 'undecided';
  if (seen.isComplete && seen.interval[1] <= size.margin) return 'same-within-margin';
  return seen.pValue <= rule.alpha && size.difference > size.floor ? 'differs' : 'undecided';
}

/**
 * Returns how far the true difference may lie from the observed one. Answers that never varied do not prove that they
 * never will. For texts, the number of requests therefore bounds the share that could have been different (all n alike:
 * at most 1 - alpha^(1/n)).
 */
function reachOf(method: FingerprintMethod, strata: readonly Stratum[], alpha: number, seed: number): number {
  if (strata.length === 0) return method === 'border' ? 1 : 0;
  const byChance = chanceQuantile(strata, 1 - alpha, { permutations: INTERVAL_PERMUTATIONS, seed });
  return method === 'border' ? Math.max(byChance, 1 - alpha ** (1 / sumOf(strata, 'check'))) : byChance;
}

const sumOf = (strata: readonly Stratum[], side: 'reference' | 'check') =>
  strata.reduce((sum, stratum) => sum + stratum[side], 0);

const requestsByPrompt = (strata: readonly Stratum[]) => new Map(strata.map(({ prompt, check }) => [prompt, check]));

function differingTokens(strata: readonly Stratum[]): TokenDifference[] {
  const all = strata.flatMap((stratum) => {
    const { before, now } = columnMeans(stratum);
    return stratum.tokens.map((token, column) => ({
      prompt: stratum.prompt,
      token,
      before: before[column]!,
      now: now[column]!,
    }));
  });
  const size = ({ before, now }: TokenDifference) => Math.abs(before - now);
  return all
    .filter((one) => size(one) > 0)
    .sort((a, b) => size(b) - size(a))
    .slice(0, MAX_DIFFERING);
}
