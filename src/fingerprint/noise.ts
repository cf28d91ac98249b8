import type { FingerprintMethod, FirstTokenSample } from '../schema/index.ts';
import { SplitSampler } from './permutation.ts';
import { readSamples } from './strata.ts';
import { columnMeans, meanDifference, type Stratum } from './stratum.ts';

/**
 * Returns a quantile of the difference that arises by chance alone, from random splits of the residuals (each request
 * minus the mean of its side). By the triangle inequality, the true difference lies within this distance of the
 * observed one at about the stated confidence, assuming equal noise on both sides. Returns 0 if the answers on each
 * side were always the same.
 */
export function chanceQuantile(
  strata: readonly Stratum[],
  confidence: number,
  draws: { readonly permutations: number; readonly seed: number },
): number {
  const sampler = new SplitSampler(strata.map(residuals), draws.seed);
  const differences = Float64Array.from({ length: draws.permutations }, () => sampler.next()).sort();
  return differences[Math.min(Math.ceil(confidence * draws.permutations), draws.permutations - 1)] ?? 0;
}

function residuals(stratum: Stratum): Stratum {
  const { before, now } = columnMeans(stratum);
  const width = stratum.tokens.length;
  const values = stratum.values.map((value, at) => {
    const isReference = at < stratum.reference * width;
    const count = isReference ? stratum.reference : stratum.check;
    const mean = (isReference ? before : now)[at % width]!;
    // Subtracting the mean of n values removes one n-th of their variance.
    return (value - mean) * Math.sqrt(count / Math.max(count - 1, 1));
  });
  return { ...stratum, values };
}

/**
 * Returns how much the reference differs from itself: the largest difference between a run of as many requests as the
 * check has and the rest of the reference. Runs are consecutive, so variation over time (load, batches, several
 * machines) shows too. Null if the reference is too short to tell.
 *
 * @param perPrompt number of requests of each prompt in the check
 */
export function referenceNoise(
  method: FingerprintMethod,
  reference: readonly FirstTokenSample[],
  perPrompt: ReadonlyMap<string, number>,
): number | null {
  const runs = new Map<number, FirstTokenSample[]>();
  const lengths = new Map<string, number>();
  const asked = reference.filter(({ prompt }) => (perPrompt.get(prompt) ?? 0) > 0);
  for (const sample of asked) {
    const nth = lengths.get(sample.prompt) ?? 0;
    lengths.set(sample.prompt, nth + 1);
    const run = Math.floor(nth / perPrompt.get(sample.prompt)!);
    runs.set(run, [...(runs.get(run) ?? []), sample]);
  }
  const whole = Math.min(...[...lengths].map(([prompt, length]) => Math.floor(length / perPrompt.get(prompt)!)));
  if (!Number.isFinite(whole) || whole < 2) return null;
  let noise = 0;
  for (let run = 0; run < whole; run++) {
    const part = new Set(runs.get(run)!);
    const { strata } = readSamples(
      method,
      asked.filter((sample) => !part.has(sample)),
      [...part],
    );
    noise = Math.max(noise, meanDifference(strata));
  }
  return noise;
}
