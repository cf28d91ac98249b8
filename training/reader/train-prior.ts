import { characterFeatures, type PackedCharacterModel } from '../../src/reader/features/character-model.ts';
import { foldedInstruction } from '../../src/reader/request/request.ts';
import type { LabelledAnswer } from './answers.ts';
import { type LinearCase, type LinearModel, learnLinear, packLinear, scoreOf } from './linear-model.ts';

const BITS = 17;
const OPTIONS = { buckets: 1 << BITS, epochs: 6, rate: 0.25, decay: 1e-5, seed: 20261129 };
/** Each answer is learnt with the prior of a model that has not seen its voice, as is the case in use. */
const FOLDS = 5;

/** Grounds for declining that concern the request; lack of means says nothing about the request. */
const DECLINED_GROUNDS: ReadonlySet<string> = new Set(['safety', 'premise', 'bare']);

function caseOf({ request, outcome, ground }: LabelledAnswer): LinearCase[] {
  const declined = outcome === 'refusal' || outcome === 'partial';
  if (request === '' || (declined && !DECLINED_GROUNDS.has(ground))) return [];
  return [{ features: characterFeatures(foldedInstruction(request), BITS), target: declined ? 1 : 0, weight: 1 }];
}

/** Learns the probability that a request is declined, from all answers. */
export const trainPrior = (answers: readonly LabelledAnswer[]): PackedCharacterModel => ({
  ...packLinear(learnLinear(answers.flatMap(caseOf), OPTIONS)),
  bits: BITS,
});

/**
 * Returns the probability that an answer's request is declined, according to a model that has seen no answer of the
 * same voice.
 */
export function priorsWithoutVoice(answers: readonly LabelledAnswer[]): (answer: LabelledAnswer) => number {
  const voices = [...new Set(answers.map(({ voice }) => voice))];
  const foldOfVoice = new Map(voices.map((voice, i) => [voice, i % FOLDS]));
  const foldOf = new Map(answers.map(({ request, voice }) => [request, foldOfVoice.get(voice)!]));
  const models = Array.from(
    { length: FOLDS },
    (_, fold): LinearModel =>
      learnLinear(answers.filter(({ voice }) => foldOfVoice.get(voice) !== fold).flatMap(caseOf), OPTIONS),
  );
  return ({ request }) => {
    const model = models[foldOf.get(request) ?? 0]!;
    return 1 / (1 + Math.exp(-scoreOf(model, characterFeatures(foldedInstruction(request), BITS))));
  };
}

/** Returns the source text of `src/reader/weights/prior.ts`. */
export function priorSource(packed: PackedCharacterModel): string {
  return `// Written by \`npm run train\`. Do not edit.
import type { PackedCharacterModel } from '../features/character-model.ts';

export const PRIOR: PackedCharacterModel = ${JSON.stringify(packed)};
`;
}
