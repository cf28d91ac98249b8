import { likelyRefuses, type ReadRow, type Target } from '../read-row.ts';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from '../sampling/bottom-k.ts';
import { openingTarget, union } from '../sampling/prompt-history.ts';
import { hashText } from '../sampling/text-hash.ts';
import { contentHash } from '../wording/content-words.ts';
import { bringsRefusal } from '../wording/rewords-refusal.ts';

/** What became of one question in all its wordings. Lists hold hashes of wordings in rising order, at most `WORDINGS`. */
export interface Wordings {
  readonly refused: readonly number[];
  readonly answered: readonly number[];
}

export type WordingsSample = BottomK<Wordings>;

/** Questions kept, told apart by the words that they are about. */
export const QUESTIONS = 4096;
export const WORDINGS = 8;

export function wordingsSample(): WordingsSample {
  return bottomK(QUESTIONS);
}

/** Adds one row to its question, if that is within the sample. Reads the answer only then. */
export function keepWording(sample: WordingsSample, row: ReadRow): void {
  const target = openingTarget(row);
  const key = target === null ? null : contentHash(target.prompt);
  if (key === null || key > sample.limit) return;
  const next = wordingOf(target!);
  const seen = sample.entries.get(key);
  insert(sample, key, seen === undefined ? next : join(seen, next));
}

function wordingOf(target: Target): Wordings {
  const { prompt, reading } = target;
  const wording = [hashText(prompt)];
  if (likelyRefuses(reading) && !bringsRefusal(target)) return { refused: wording, answered: [] };
  return { refused: [], answered: reading.outcome === 'compliance' ? wording : [] };
}

function join(a: Wordings, b: Wordings): Wordings {
  return {
    refused: union(a.refused, b.refused, WORDINGS),
    answered: union(a.answered, b.answered, WORDINGS),
  };
}

export function mergeWordings(a: WordingsSample, b: WordingsSample): WordingsSample {
  return mergeBottomK(a, b, join);
}

/** Whether one wording is declined and another answered; the same wording with both fates is told elsewhere. */
function dependsOnWording({ refused, answered }: Wordings): boolean {
  return refused.length > 0 && answered.some((wording) => !refused.includes(wording));
}

export interface WordingsTally {
  /** Different questions, those asked in several wordings, declined in some wording, and declined or answered by wording. */
  readonly questions: number;
  readonly reworded: number;
  readonly refused: number;
  readonly both: number;
}

export function tallyWordings(sample: WordingsSample): WordingsTally {
  const all = sampled(sample).map(([, wordings]) => wordings);
  return {
    questions: all.length,
    reworded: all.filter(({ refused, answered }) => union(refused, answered, WORDINGS).length > 1).length,
    refused: all.filter(({ refused }) => refused.length > 0).length,
    both: all.filter(dependsOnWording).length,
  };
}

/** The answer of a row that asks one of the questions whose fate depends on their wording; null else. */
export function markWordings(sample: WordingsSample): (row: ReadRow) => Target | null {
  const keys = new Set(sampled(sample).flatMap(([key, wordings]) => (dependsOnWording(wordings) ? [key] : [])));
  return (row) => {
    const target = openingTarget(row);
    const key = target === null ? null : contentHash(target.prompt);
    return key !== null && keys.has(key) ? target : null;
  };
}
