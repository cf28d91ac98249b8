import { type FeaturedAnswer, networkExample } from './examples.ts';
import { type FeatureLimits, keptFeatures } from './vocabulary.ts';
import type { TrainedReader } from './weights-source.ts';

/** Limits for the features added at the end, chosen to fit the three megabytes available for all weights. */
const ADDED_LIMITS: FeatureLimits = { voices: 14, answers: 18, answersOfFewVoices: 8 };
const LANGUAGE_EPOCHS = 3;
/** Weight of complying answers here: the layers were trained with more answers that decline. */
const LANGUAGE_COMPLIANCE = 1.6;

/**
 * Learns the words of the languages of `further`, from it and from what was learnt in these languages before. No layer
 * changes, nor any row of a feature that occurs in another language, so reading in other languages stays the same.
 */
export function withLanguageWords(
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

/**
 * Returns the learnt features plus those that only `own` answers have; rows of features that occur in `others` are
 * fixed.
 */
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
