import type { Corpus } from './corpus.ts';
import { samplesOf } from './samples.ts';
import { trainOpening } from './train-opening.ts';

/** Trains on `corpora` and returns the text of `src/acts/opening-weights.ts`. The same text for the same corpora. */
export function openingWeightsSource(corpora: readonly Corpus[]): string {
  const { weights, scale, bias } = trainOpening(corpora.flatMap(samplesOf));
  const base64 = Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength).toString('base64');
  return [
    '// Written by `npm run train`; do not edit.',
    `export const OPENING_SCALE = ${scale};`,
    `export const OPENING_BIAS = ${bias};`,
    '/** int8 by bucket; base64. */',
    `export const OPENING_WEIGHTS: string =\n  '${base64}';`,
    '',
  ].join('\n');
}
