import { DENSE, FROM_REQUEST } from '../../src/reader/features/dense.ts';
import type { LabelledAnswer } from './answers.ts';
import { composedAnswers } from './composed.ts';
import { croppedExamples } from './crops.ts';
import { featuredAnswer, networkExample } from './examples.ts';
import { LearningReader, type NetworkShape } from './network/reader.ts';
import { seededRandom } from './seeded-random.ts';
import { keptFeatures, keptWords, vocabularyOf } from './vocabulary.ts';
import type { TrainedReader } from './weights-source.ts';

const SHAPE: NetworkShape = {
  words: 24,
  asked: 12,
  unit: 64,
  whole: 32,
  dense: DENSE,
  fromRequest: FROM_REQUEST,
};
const EPOCHS = 9;
const SEED = 20261128;
const WORD_LIMITS = { voices: 8, answers: 10 };
const REQUEST_LIMITS = { voices: 8, answers: 10 };

/** What a composed answer, and a single sentence, weigh. */
const COMPOSED_WEIGHT = 0.6;
const SENTENCE_WEIGHT = 0.4;

/** Trains both models together, so that the first learns what the second needs; the same numbers for the same answers. */
export function trainReader(
  answers: readonly LabelledAnswer[],
  sentences: readonly LabelledAnswer[],
  tell?: (epoch: number, loss: number) => void,
): TrainedReader {
  const kept = keptWords(answers);
  const vocabulary = vocabularyOf(kept);
  const featured = answers.map((answer) => featuredAnswer(answer, vocabulary));
  const single = sentences.map((answer) => featuredAnswer(answer, vocabulary));
  const words = keptFeatures(
    [...featured, ...single].map(({ answer, units }) => ({ answer, features: units.flat() })),
    WORD_LIMITS,
  );
  const asked = keptFeatures(
    featured.map(({ answer, request }) => ({ answer, features: request })),
    REQUEST_LIMITS,
  );
  const wordRows = new Map(words.map((hash, row) => [hash, row]));
  const askedRows = new Map(asked.map((hash, row) => [hash, row]));
  const examples = featured.map((one) => networkExample(one, wordRows, askedRows));
  const composed = composedAnswers(answers, seededRandom(SEED + 2)).map((answer) => ({
    ...networkExample(featuredAnswer(answer, vocabulary), wordRows, askedRows),
    weight: COMPOSED_WEIGHT,
  }));
  const crops = croppedExamples(featured, examples, seededRandom(SEED + 1));
  const network = new LearningReader(SHAPE, words.length, asked.length, seededRandom(SEED));
  const alone = single.map((one) => ({
    ...networkExample(one, wordRows, askedRows),
    outcome: -1,
    weight: SENTENCE_WEIGHT,
  }));
  network.learn([...examples, ...crops, ...composed, ...alone], EPOCHS, tell);
  return { network, kept, words, asked };
}
