import { likelyRefuses, type ReadRow, type Target } from '../read-row.ts';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from '../sampling/bottom-k.ts';
import { openingTarget, union } from '../sampling/prompt-history.ts';
import { hashText } from '../sampling/text-hash.ts';
import { contentHash } from '../wording/content-words.ts';
import { bringsRefusal } from '../wording/rewords-refusal.ts';

/**
 * The fate of one question in all its wordings. Lists hold hashes of wordings in ascending order, at most `WORDINGS`.
 */
export interface Wordings {
  readonly refused: readonly number[];
  readonly answered: readonly number[];
}

export type WordingsSample = BottomK<Wordings>;

/** Number of questions kept, distinguished by their content words. */
export const QUESTIONS = 4096;
export const WORDINGS = 8;

export function wordingsSample(): WordingsSample {
  return bottomK(QUESTIONS);
}

/** Adds one row to its question if the question is within the sample. Reads the answer only then. */
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

/**
 * Reports whether one wording is declined and another answered. A single wording with both fates is found by its text.
 */
function dependsOnWording({ refused, answered }: Wordings): boolean {
  return refused.length > 0 && answered.some((wording) => !refused.includes(wording));
}

export interface WordingsTally {
  /**
   * Numbers of different questions, of those asked in several wordings, of those declined in some wording, and of those
   * declined in one wording and answered in another.
   */
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

/**
 * Returns a finder for the answers of rows whose question has a fate that depends on its wording; null for other rows.
 */
export function markWordings(sample: WordingsSample): (row: ReadRow) => Target | null {
  const keys = new Set(sampled(sample).flatMap(([key, wordings]) => (dependsOnWording(wordings) ? [key] : [])));
  return (row) => {
    const target = openingTarget(row);
    const key = target === null ? null : contentHash(target.prompt);
    return key !== null && keys.has(key) ? target : null;
  };
}
