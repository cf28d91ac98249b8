import { DENSE, FROM_REQUEST } from '../../src/reader/features/dense.ts';
import type { LabelledAnswer } from './answers.ts';
import { composedAnswers } from './composed.ts';
import { croppedExamples } from './crops.ts';
import { type FeaturedAnswer, featuredAnswer, networkExample } from './examples.ts';
import { withLanguageWords } from './language-words.ts';
import { LearningReader, type NetworkShape } from './network/reader.ts';
import { seededRandom } from './seeded-random.ts';
import { priorsWithoutVoice } from './train-prior.ts';
import { type FeatureLimits, keptFeatures, keptWords, vocabularyOf } from './vocabulary.ts';
import type { TrainedReader } from './weights-source.ts';

const SHAPE: NetworkShape = {
  words: 24,
  asked: 12,
  unit: 64,
  whole: 32,
  dense: DENSE,
  fromRequest: FROM_REQUEST,
};
const EPOCHS = 6;
const SEED = 20261128;
const LIMITS: FeatureLimits = { voices: 12, answers: 15, answersOfFewVoices: 8 };

/** Weights of a composed answer, and of a single sentence. */
const COMPOSED_WEIGHT = 0.6;
const SENTENCE_WEIGHT = 0.4;

/** Variations for studies; the shipped reader uses none of them. */
export interface TrainingVariation {
  readonly seed?: number;
  readonly shape?: Partial<NetworkShape>;
  /** False if the reader does not see the request. */
  readonly request?: boolean;
  /** False to omit stretches of answers as separate answers. */
  readonly crops?: boolean;
  /** False to omit answers composed from two. */
  readonly composed?: boolean;
}

export interface TrainingOptions {
  /**
   * Further answers in languages with few voices; only words unique to these languages are learnt from them, at the
   * end.
   */
  readonly languageAnswers?: readonly LabelledAnswer[];
  /** Called after each pass over the answers, excluding `languageAnswers`, with its number from 0 and the mean loss. */
  readonly tell?: (epoch: number, loss: number) => void;
  readonly variation?: TrainingVariation;
}

/**
 * Trains both models together, so that the first learns what the second needs; the same answers produce the same
 * numbers.
 */
export function trainReader(
  answers: readonly LabelledAnswer[],
  sentences: readonly LabelledAnswer[],
  { languageAnswers = [], tell, variation = {} }: TrainingOptions = {},
): TrainedReader {
  const { seed = SEED, request = true } = variation;
  const kept = keptWords(answers);
  const vocabulary = vocabularyOf(kept);
  const priorOf = priorsWithoutVoice(answers);
  const features = (some: readonly LabelledAnswer[]) =>
    some.map((answer) => featuredAnswer(request ? answer : { ...answer, request: '' }, vocabulary, priorOf));
  const featured = features(answers);
  const single = features(sentences);
  const words = keptFeatures(
    [...featured, ...single].map(({ answer, units }) => ({ answer, features: units.flat() })),
    LIMITS,
  );
  const asked = keptFeatures(
    featured.map(({ answer, request }) => ({ answer, features: request })),
    LIMITS,
  );
  const wordRows = new Map(words.map((hash, row) => [hash, row]));
  const askedRows = new Map(asked.map((hash, row) => [hash, row]));
  const example = (one: FeaturedAnswer) => networkExample(one, wordRows, askedRows);
  const examples = featured.map(example);
  const crops = variation.crops === false ? [] : croppedExamples(featured, examples, seededRandom(seed + 1));
  const composed = variation.composed === false ? [] : features(composedAnswers(answers, seededRandom(seed + 2)));
  const network = new LearningReader({ ...SHAPE, ...variation.shape }, words.length, asked.length, seededRandom(seed));
  network.learn(
    [
      ...examples,
      ...crops,
      ...composed.map((one) => ({ ...example(one), weight: COMPOSED_WEIGHT })),
      ...single.map((one) => ({ ...example(one), outcome: -1, weight: SENTENCE_WEIGHT })),
    ],
    EPOCHS,
    tell,
  );
  const trained = { network, kept, words, asked };
  if (languageAnswers.length === 0) return trained;
  const further = features([...languageAnswers, ...composedAnswers(languageAnswers, seededRandom(seed + 3))]);
  return withLanguageWords(trained, [...featured, ...composed, ...single], further, seededRandom(seed + 4));
}
