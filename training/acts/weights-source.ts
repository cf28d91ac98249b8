import type { Corpus } from './corpus.ts';
import { samplesOf } from './samples.ts';
import { trainUnits } from './train-units.ts';

/** Trains on `corpora` and returns the text of `src/acts/weights.ts`. The same text for the same corpora. */
export function weightsSource(corpora: readonly Corpus[]): string {
  const { weights, scale, bias } = trainUnits(corpora.flatMap(samplesOf));
  const base64 = Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength).toString('base64');
  return [
    '// Written by `npm run train`; do not edit.',
    `export const SCALE = ${scale};`,
    `export const BIAS: readonly number[] = [${bias.join(', ')}];`,
    '/** int8 by bucket, then by label; base64. */',
    `export const WEIGHTS: string =\n  '${base64}';`,
    '',
  ].join('\n');
}
