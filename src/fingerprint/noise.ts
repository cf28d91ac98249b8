import type { FingerprintMethod, FirstTokenSample } from '../schema/index.ts';
import { SplitSampler } from './permutation.ts';
import { readSamples } from './strata.ts';
import { columnMeans, meanDifference, type Stratum } from './stratum.ts';

/**
 * The quantile of the difference that chance alone gives: splits of what is left of each request after the mean of its side is taken away. By the
 * triangle inequality the difference that is there lies within this of the one that was seen, at about the stated confidence (the noise is taken to be
 * the same on both sides). 0 where each side was answered alike every time.
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
    // A mean of n takes one n-th of the spread away.
    return (value - mean) * Math.sqrt(count / Math.max(count - 1, 1));
  });
  return { ...stratum, values };
}

/**
 * How much the reference differs from itself: the largest difference between a run of requests as long as the check's and the rest, over consecutive
 * runs, so that what changes with time (load, batches, several machines) shows too. Null where the reference is too short to tell.
 *
 * @param perPrompt requests of each prompt in the check
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
