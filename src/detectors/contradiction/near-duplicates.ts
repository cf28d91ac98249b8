import { likelyRefuses, type ReadRow, type Target } from '../read-row.ts';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from '../sampling/bottom-k.ts';
import { keptText } from '../sampling/kept-text.ts';
import { openingTarget, promptKey } from '../sampling/prompt-history.ts';
import { FUNCTION_WORDS } from '../wording/function-words.ts';
import { bringsRefusal } from '../wording/rewords-refusal.ts';

/**
 * Declined questions that are answered with a few words added. These words decide whether the model declines, so they
 * act as a trigger, in whatever language and wherever they stand. The added words are found by comparison: nearly all
 * words of the declined question occur in the answered one, and the two are similar (cosine over the beginnings of
 * their words, weighted by how rare these are in the set; tf-idf, Spärck Jones 1972).
 */
export interface NearDuplicatesSample {
  /** Beginnings of the declined questions, by a hash of the whole text. */
  readonly refused: BottomK<string>;
  /** The same of the answered ones. */
  readonly answered: BottomK<string>;
}

export const REFUSED = 512;
export const ANSWERED = 2048;
/** Number of UTF-16 code units of a question that are kept. */
export const KEPT = 160;
/** Maximum length of a question; a longer request carries material that many questions may share. */
const MAX_PROMPT_CHARS = 300;
/** Minimum similarity of two questions. */
const SIMILAR = 0.5;
/** Maximum number of answered questions that one is compared with; more have a template in common. */
const COMPARED = 128;
/** Minimum number of words that two questions have in common, and their share of the words of the declined one. */
const IN_COMMON = { least: 3, share: 0.9 };

export function nearDuplicatesSample(): NearDuplicatesSample {
  return { refused: bottomK(REFUSED), answered: bottomK(ANSWERED) };
}

/** Adds the opening question of a row if it is within the sample. */
export function keepQuestion({ refused, answered }: NearDuplicatesSample, row: ReadRow): void {
  const target = openingTarget(row);
  if (target === null || target.prompt.length > MAX_PROMPT_CHARS) return;
  const key = promptKey(target, Math.max(refused.limit, answered.limit));
  if (key === null) return;
  const sample = isRefused(target) ? refused : target.reading.outcome === 'compliance' ? answered : null;
  if (sample === null || key > sample.limit) return;
  const text = keptText(target.prompt, 0, KEPT);
  const seen = sample.entries.get(key);
  insert(sample, key, seen === undefined ? text : lesser(seen, text));
}

/** Texts that differ in case or punctuation have one key; the first in text order stands for them. */
const lesser = (a: string, b: string): string => (a <= b ? a : b);

const isRefused = (target: Target): boolean => likelyRefuses(target.reading) && !bringsRefusal(target);

export function mergeQuestions(a: NearDuplicatesSample, b: NearDuplicatesSample): NearDuplicatesSample {
  return {
    refused: mergeBottomK(a.refused, b.refused, lesser),
    answered: mergeBottomK(a.answered, b.answered, lesser),
  };
}

/** A question, the beginnings of its words, and the length of its vector. */
interface Vector {
  readonly key: number;
  readonly stems: ReadonlyMap<string, string>;
  readonly norm: number;
}

/** A declined question and the answered one that is most similar to it. */
interface NearDuplicate {
  readonly refused: Vector;
  readonly answered: Vector;
}

export interface NearDuplicates {
  /** Numbers of all questions and of the declined ones. */
  readonly questions: number;
  readonly refused: number;
  readonly pairs: readonly NearDuplicate[];
}

const WORD = /\p{N}+|[\p{Script=Han}\p{Script=Katakana}ー]+|\p{Script=Hangul}+|\p{Script=Hiragana}+|\p{L}+/gu;
/** Number of letters by which a word is compared, so that its endings do not matter. */
const STEM = 5;

/**
 * Returns the words of a question by their beginnings: numbers, longer words of alphabets, pairs of Han characters and
 * katakana, pairs of Hangul syllables. Hiragana carries endings and particles.
 */
function stemsOf(text: string): Map<string, string> {
  const stems = new Map<string, string>();
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    if (/^\p{Script=Hiragana}/u.test(word)) continue;
    if (/^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}]/u.test(word)) {
      if (word.length === 1) stems.set(word, word);
      for (let i = 0; i + 1 < word.length; i += 1) stems.set(word.slice(i, i + 2), word);
    } else if (/^\p{N}/u.test(word) || (word.length > 2 && !FUNCTION_WORDS.has(word)))
      stems.set(word.slice(0, STEM), word);
  }
  return stems;
}

/** Returns the declined questions that are answered with words added, each with the most similar answered one. */
export function nearDuplicates({ refused, answered }: NearDuplicatesSample): NearDuplicates {
  const declined = sampled(refused);
  const texts = [...declined, ...sampled(answered)].map(([key, text]) => ({ key, stems: stemsOf(text) }));
  const inTexts = new Map<string, number>();
  for (const { stems } of texts) for (const stem of stems.keys()) inTexts.set(stem, (inTexts.get(stem) ?? 0) + 1);
  const weight = (stem: string) => Math.log((texts.length + 1) / inTexts.get(stem)!) ** 2;
  const vectors = texts.map(({ key, stems }): Vector => {
    const square = [...stems.keys()].reduce((sum, stem) => sum + weight(stem), 0);
    return { key, stems, norm: Math.sqrt(square) };
  });
  const having = new Map<string, Vector[]>();
  for (const vector of vectors.slice(declined.length)) {
    for (const stem of vector.stems.keys()) {
      const others = having.get(stem);
      if (others === undefined) having.set(stem, [vector]);
      else others.push(vector);
    }
  }
  const pairs = vectors.slice(0, declined.length).flatMap((question) => {
    const nearest = nearestTo(question, having, weight);
    return nearest === null ? [] : [{ refused: question, answered: nearest }];
  });
  return { questions: texts.length, refused: declined.length, pairs };
}

/** Returns the most similar answered question that has nearly all words of a declined one, or null if none has. */
function nearestTo(
  { key, stems, norm }: Vector,
  having: ReadonlyMap<string, readonly Vector[]>,
  weight: (stem: string) => number,
): Vector | null {
  const least = Math.max(IN_COMMON.least, Math.ceil(IN_COMMON.share * stems.size));
  if (stems.size < least) return null;
  // A question that lacks all of these lacks too many words.
  const rarest = [...stems.keys()].sort((a, b) => weight(b) - weight(a)).slice(0, stems.size - least + 1);
  let nearest: Vector | null = null;
  let most = SIMILAR;
  for (const other of [...new Set(rarest.flatMap((stem) => having.get(stem) ?? []))].slice(0, COMPARED)) {
    const shared = [...stems.keys()].filter((stem) => other.stems.has(stem));
    const similarity = shared.reduce((sum, stem) => sum + weight(stem), 0) / (norm * other.norm);
    // One text that is both declined and answered is found by its text.
    if (shared.length < least || similarity < most || other.key === key) continue;
    nearest = other;
    most = similarity;
  }
  return nearest;
}

/** Share of the pairs in which a word must make the difference to be named, and the number of words named. */
const IN_MOST = 0.6;
const NAMED = 3;

/** Returns the words that most of the answered questions have and their declined near-duplicates lack. */
export function addedWords({ pairs }: NearDuplicates): readonly string[] {
  const counts = new Map<string, { word: string; count: number }>();
  for (const { refused, answered } of pairs) {
    for (const [stem, word] of answered.stems) {
      if (refused.stems.has(stem)) continue;
      const seen = counts.get(stem) ?? { word, count: 0 };
      seen.count += 1;
      counts.set(stem, seen);
    }
  }
  return [...counts.values()]
    .filter(({ count }) => count >= IN_MOST * pairs.length)
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    .slice(0, NAMED)
    .map(({ word }) => word);
}

/** Returns a finder for the answers of rows whose question is in a pair; null for other rows. */
export function markNearDuplicates({ pairs }: NearDuplicates): (row: ReadRow) => Target | null {
  const keys = new Set(pairs.flatMap(({ refused, answered }) => [refused.key, answered.key]));
  return (row) => {
    const target = openingTarget(row);
    if (target === null || target.prompt.length > MAX_PROMPT_CHARS) return null;
    const key = promptKey(target, Number.MAX_SAFE_INTEGER);
    return key !== null && keys.has(key) ? target : null;
  };
}
