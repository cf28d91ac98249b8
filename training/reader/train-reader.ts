import { DENSE, FROM_REQUEST } from '../../src/reader/features/dense.ts';
import type { LabelledAnswer } from './answers.ts';
import { composedAnswers } from './composed.ts';
import { croppedExamples } from './crops.ts';
import { type FeaturedAnswer, featuredAnswer, networkExample } from './examples.ts';
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
/** Of the features that are added in the end: so many as the three megabytes of all weights leave room for. */
const ADDED_LIMITS: FeatureLimits = { voices: 14, answers: 18, answersOfFewVoices: 8 };

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
  return withLanguages(trained, [...featured, ...composed, ...single], further, seededRandom(seed + 4));
}

const LANGUAGE_EPOCHS = 3;
/** What an answer that complies weighs there: the layers were learnt with more that declines. */
const LANGUAGE_COMPLIANCE = 1.6;

/**
 * Learns the words of the languages of `further` from it and from what was learnt in these languages before. No layer changes, and no
 * row of a feature that comes in another language: reading those stays as it was.
 */
function withLanguages(
  { network, kept, words, asked }: TrainedReader,
  learnt: readonly FeaturedAnswer[],
  further: readonly FeaturedAnswer[],
  random: () => number,
): TrainedReader {
  const languages = new Set(further.map(({ answer }) => answer.language));
  const own = [...learnt.filter(({ answer }) => languages.has(answer.language)), ...further];
  const others = learnt.filter(({ answer }) => !languages.has(answer.language));
  const allWords = withOwn(words, own, others, ({ units }) => units.flat());
  const allAsked = withOwn(asked, own, others, ({ request }) => request);
  network.words.grow(allWords.hashes.length - words.length, random, allWords.isFixed);
  network.asked.grow(allAsked.hashes.length - asked.length, random, allAsked.isFixed);
  const wordRows = new Map(allWords.hashes.map((hash, row) => [hash, row]));
  const askedRows = new Map(allAsked.hashes.map((hash, row) => [hash, row]));
  const whole = own.filter(({ answer }) => answer.kind !== 'sentence');
  network.learnWords(
    whole.map((one) => {
      const example = networkExample(one, wordRows, askedRows);
      return one.answer.outcome === 'compliance' ? { ...example, weight: LANGUAGE_COMPLIANCE } : example;
    }),
    LANGUAGE_EPOCHS,
  );
  return { network, kept, words: allWords.hashes, asked: allAsked.hashes };
}

/** The features that are learnt, with those that only `own` answers have; fixed are the rows of all that come in `others`. */
function withOwn(
  hashes: readonly number[],
  own: readonly FeaturedAnswer[],
  others: readonly FeaturedAnswer[],
  featuresOf: (one: FeaturedAnswer) => readonly number[],
): { readonly hashes: readonly number[]; readonly isFixed: (row: number) => boolean } {
  const shared = new Set<number>();
  for (const one of others) for (const hash of featuresOf(one)) shared.add(hash);
  const known = new Set(hashes);
  const found = keptFeatures(
    own.map((one) => ({ answer: one.answer, features: featuresOf(one) })),
    ADDED_LIMITS,
  );
  const all = [...hashes, ...found.filter((hash) => !known.has(hash) && !shared.has(hash))];
  const fixed = Uint8Array.from(all, (hash) => (shared.has(hash) ? 1 : 0));
  return { hashes: all, isFixed: (row) => fixed[row] === 1 };
}
