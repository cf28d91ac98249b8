import { hashOf } from '../../src/reader/features/hash.ts';
import { type Vocabulary, wordsWithin } from '../../src/reader/features/symbols.ts';
import { fold } from '../../src/reader/text/fold.ts';
import { KINDS, SPACE, tokenEnd, WIDE, WORD } from '../../src/reader/text/tokens.ts';
import type { LabelledAnswer } from './answers.ts';

/**
 * A word keeps its identity if it occurs in this share of a language's voices or, in small corpora, in `KEPT_ANSWERS`
 * answers.
 */
const KEPT_VOICE_SHARE = 0.15;
const MANY_VOICES = 20;
const KEPT_ANSWERS = 8;

/** Counts the answers, and by language the voices, in which something occurs. */
class Occurrences {
  readonly #answers = new Map<number, number>();
  readonly #voices = new Map<number, Map<string, Set<string>>>();

  add(hashes: Iterable<number>, { language, voice }: Pick<LabelledAnswer, 'language' | 'voice'>): void {
    for (const hash of new Set(hashes)) {
      this.#answers.set(hash, (this.#answers.get(hash) ?? 0) + 1);
      const byLanguage = this.#voices.get(hash) ?? new Map<string, Set<string>>();
      byLanguage.set(language, (byLanguage.get(language) ?? new Set()).add(voice));
      this.#voices.set(hash, byLanguage);
    }
  }

  /** Returns the hashes that pass, in the order in which they were first added. */
  select(passes: (answers: number, voices: ReadonlyMap<string, ReadonlySet<string>>) => boolean): number[] {
    return [...this.#voices].flatMap(([hash, voices]) => (passes(this.#answers.get(hash)!, voices) ? [hash] : []));
  }
}

const voicesOf = (answers: readonly LabelledAnswer[]): Map<string, number> => {
  const voices = new Map<string, Set<string>>();
  for (const { language, voice } of answers) voices.set(language, (voices.get(language) ?? new Set()).add(voice));
  return new Map([...voices].map(([language, names]) => [language, names.size]));
};

/**
 * Returns the words and wide characters that occur in many voices: function words, and words of judging and declining.
 */
export function keptWords(answers: readonly LabelledAnswer[]): number[] {
  const occurrences = new Occurrences();
  for (const answer of answers) occurrences.add(wordHashes(fold(answer.text)), answer);
  const voices = voicesOf(answers);
  return occurrences.select((count, byLanguage) =>
    [...byLanguage].some(([language, names]) => {
      const all = voices.get(language)!;
      return all >= MANY_VOICES ? names.size >= KEPT_VOICE_SHARE * all : count >= KEPT_ANSWERS;
    }),
  );
}

function* wordHashes(text: string): Generator<number> {
  for (let i = 0; i < text.length; ) {
    const kind = KINDS[text.charCodeAt(i)]!;
    const end = kind === SPACE ? i + 1 : tokenEnd(text, i, kind);
    if (kind === WIDE) yield hashOf(text, i, end);
    if (kind === WORD) {
      for (const word of wordsWithin(text.slice(i, end))) yield hashOf(word);
    }
    i = end;
  }
}

export const vocabularyOf = (kept: readonly number[]): Vocabulary => {
  const words = new Set(kept);
  return { keeps: (hash) => words.has(hash) };
};

/**
 * Limits below which a feature is not learnt: one that occurs in fewer voices, or fewer answers, reflects somebody's
 * style or subject. A language with few voices requires half of its voices, and fewer answers.
 */
export interface FeatureLimits {
  readonly voices: number;
  readonly answers: number;
  readonly answersOfFewVoices: number;
}

/** Returns the hashes of the features to learn in a fixed order; the position of each is its row. */
export function keptFeatures(
  examples: readonly { readonly answer: LabelledAnswer; readonly features: Iterable<number> }[],
  limits: FeatureLimits,
): number[] {
  const occurrences = new Occurrences();
  for (const { answer, features } of examples) occurrences.add(features, answer);
  const voices = voicesOf(examples.map(({ answer }) => answer));
  return occurrences.select((count, byLanguage) =>
    [...byLanguage].some(([language, names]) => {
      const half = Math.ceil(voices.get(language)! / 2);
      return half >= limits.voices
        ? names.size >= limits.voices && count >= limits.answers
        : names.size >= half && count >= limits.answersOfFewVoices;
    }),
  );
}
