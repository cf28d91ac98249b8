import type { ModelGroup } from '../../src/acts/unit-models.ts';
import type { Corpus } from './corpus.ts';
import { samplesOf } from './samples.ts';
import { trainUnits } from './train-units.ts';

/** Trains a model for each group and returns the text of `src/acts/weights.ts`. The same text for the same corpora. */
export function weightsSource(learnt: Readonly<Record<ModelGroup, readonly Corpus[]>>): string {
  return [
    '// Written by `npm run train`; do not edit.',
    "import type { ModelGroup, UnitModel } from './unit-models.ts';",
    '',
    'export const UNIT_MODELS: Readonly<Record<ModelGroup, UnitModel>> = {',
    modelSource('main', learnt.main),
    modelSource('others', learnt.others),
    '};',
    '',
  ].join('\n');
}

function modelSource(group: ModelGroup, corpora: readonly Corpus[]): string {
  const { weights, scale, bias } = trainUnits(corpora.flatMap(samplesOf));
  const base64 = Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength).toString('base64');
  return [
    `  ${group}: {`,
    `    scale: ${scale},`,
    `    bias: [${bias.join(', ')}],`,
    `    weights: '${base64}',`,
    '  },',
  ].join('\n');
}
