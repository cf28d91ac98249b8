import { CharacterModel } from '../../src/reader/features/character-model.ts';
import { foldedInstruction } from '../../src/reader/request/request.ts';
import type { LabelledAnswer } from '../../training/reader/answers.ts';
import { featuredAnswer, networkExample } from '../../training/reader/examples.ts';
import { trainPrior } from '../../training/reader/train-prior.ts';
import { type TrainingVariation, trainReader } from '../../training/reader/train-reader.ts';
import { vocabularyOf } from '../../training/reader/vocabulary.ts';
import type { Candidate } from './candidate.ts';

/** Trains the reader with a variation. */
export function trainedNetwork(
  answers: readonly LabelledAnswer[],
  sentences: readonly LabelledAnswer[],
  variation: TrainingVariation,
): Candidate {
  const { network, kept, words, asked } = trainReader(answers, sentences, { variation });
  const vocabulary = vocabularyOf(kept);
  const wordRows = new Map(words.map((hash, row) => [hash, row]));
  const askedRows = new Map(asked.map((hash, row) => [hash, row]));
  const prior = new CharacterModel(trainPrior(answers));
  const priorOf = ({ request }: LabelledAnswer) => prior.of(foldedInstruction(request));
  return {
    read(answer) {
      const asked = variation.request === false ? { ...answer, request: '' } : answer;
      const featured = featuredAnswer(asked, vocabulary, priorOf);
      if (featured.units.length === 0) return [1, 0, 0, 0];
      return [...network.read(networkExample(featured, wordRows, askedRows)).outcomes];
    },
    numbers: network.numbers,
  };
}

/** Returns the mean of several candidates. */
export function averaged(candidates: readonly Candidate[]): Candidate {
  return {
    read(answer) {
      const all = candidates.map((candidate) => candidate.read(answer));
      return all[0]!.map((_, i) => all.reduce((sum, shares) => sum + shares[i]!, 0) / all.length);
    },
    numbers: candidates.reduce((sum, { numbers }) => sum + numbers, 0),
  };
}
