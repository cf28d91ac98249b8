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

/** What a composed answer, and a single sentence, weigh. */
const COMPOSED_WEIGHT = 0.6;
const SENTENCE_WEIGHT = 0.4;

/** What a study may change; the reader that is shipped has none of it. */
export interface TrainingVariation {
  readonly seed?: number;
  readonly shape?: Partial<NetworkShape>;
  /** false: does not see the request. */
  readonly request?: boolean;
  /** false: without stretches of answers as answers of their own. */
  readonly crops?: boolean;
  /** false: without answers put together from two. */
  readonly composed?: boolean;
}

export interface TrainingOptions {
  /** Further answers in languages with few voices, of which only words of their own are learnt, in the end. */
  readonly languageAnswers?: readonly LabelledAnswer[];
  /** Told after each pass over the answers, those of `languageAnswers` apart: its number from 0, and the mean loss. */
  readonly tell?: (epoch: number, loss: number) => void;
  readonly variation?: TrainingVariation;
}

/** Trains both models together, so that the first learns what the second needs; the same numbers for the same answers. */
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
