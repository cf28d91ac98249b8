import { clopperPearson } from '../../stats/index.ts';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from '../sampling/bottom-k.ts';
import { combHash } from '../sampling/comb-hash.ts';
import {
  areAmongOthers,
  type Classed,
  dependsOnRequest,
  guessClasses,
  isOwnTask,
  keptRequest,
  wordsOfRequest,
} from '../sampling/request-classes.ts';

/**
 * Answers from a closed set that have nothing to do with their requests. A label depends on what it labels, so it can
 * be guessed from the other rows better than by chance. And if labelled rows are mixed with other rows, their requests
 * are of a kind of their own. If neither holds, something else chose the answers: a code-book, a trap, or a faulty
 * join.
 */

/** One request and its answer, which is '' if it is too long for a label. */
export interface PromptAndLabel {
  readonly prompt: string;
  readonly answer: string;
  /**
   * True if the row itself explains the answer: the row names it, it is a number, a letter, yes or no, or it declines.
   */
  readonly explained: boolean;
  readonly rows: number;
}

export type UnrelatedSample = BottomK<PromptAndLabel>;

export const MAX_SAMPLED = 1024;
/** Fewest and most answers of a set, fewest requests per answer (each and on average), and fewest requests in all. */
const BOUNDS = { least: 4, most: 16, uses: 2, meanUses: 3.5, rows: 12 };
/** A set is closed if it makes up at least this share of the short answers that recur. */
const COVERS = 0.8;
/** If more than this share of the closed rows is explained, the remaining ones belong to the same explained task. */
const MOST_EXPLAINED = 0.5;
/**
 * Labels do not depend on their requests if even the upper bound of right guesses exceeds chance by no more than this.
 */
const ABOVE_CHANCE = 0.2;

export function unrelatedSample(): UnrelatedSample {
  return bottomK(MAX_SAMPLED);
}

function join(a: PromptAndLabel, b: PromptAndLabel): PromptAndLabel {
  const first = `${a.prompt}\n${a.answer}` <= `${b.prompt}\n${b.answer}` ? a : b;
  return { ...first, explained: a.explained && b.explained, rows: a.rows + b.rows };
}

/** Keeps one request. Asks whether the row explains its answer only if the row is within the sample. */
export function keepAsked(sample: UnrelatedSample, prompt: string, answer: string, explained: () => boolean): void {
  const hash = combHash(prompt, answer, '', sample.limit);
  if (hash === null) return;
  const next = { prompt: keptRequest(prompt), answer, explained: answer !== '' && explained(), rows: 1 };
  const seen = sample.entries.get(hash);
  insert(sample, hash, seen === undefined ? next : join(seen, next));
}

export function mergeAsked(a: UnrelatedSample, b: UnrelatedSample): UnrelatedSample {
  return mergeBottomK(a, b, join);
}

/** Returns the short answers that recur, the most frequent first, with the number of requests for each. */
function recurring(asked: readonly PromptAndLabel[]): { readonly answer: string; readonly requests: number }[] {
  const counts = new Map<string, number>();
  for (const { answer } of asked) if (answer !== '') counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return [...counts]
    .map(([answer, requests]) => ({ answer, requests }))
    .filter(({ requests }) => requests >= BOUNDS.uses)
    .sort((a, b) => b.requests - a.requests || (a.answer < b.answer ? -1 : 1));
}

/**
 * Returns the answers of a closed set that their rows do not explain, or null if the short answers are not such a set.
 */
function closedAnswers(asked: readonly PromptAndLabel[]): ReadonlySet<string> | null {
  const all = recurring(asked);
  const top = new Set(all.slice(0, BOUNDS.most).map(({ answer }) => answer));
  const rows = all.reduce((sum, { requests }) => sum + requests, 0);
  const inside = asked.filter(({ answer }) => top.has(answer));
  const explained = inside.filter((one) => one.explained);
  if (inside.length < COVERS * rows || explained.length > MOST_EXPLAINED * inside.length) return null;
  const answers = new Set(inside.filter((one) => !one.explained).map(({ answer }) => answer));
  return answers.size >= BOUNDS.least ? answers : null;
}

/**
 * For rows whose labels do not demonstrably depend on the requests: reports whether independence is not certain either.
 */
function isUnsure(rows: readonly Classed[]): boolean {
  const { of, right, byChance } = guessClasses(rows);
  return clopperPearson(right, of)[1] > byChance / of + ABOVE_CHANCE;
}

export interface Unrelated {
  readonly count: number;
  readonly of: number;
  readonly answers: ReadonlySet<string>;
}

/** Returns the closed set whose answers are unrelated to the requests, or null if there is none. */
export function unrelatedAnswers(sample: UnrelatedSample): Unrelated | null {
  const asked = sampled(sample).map(([, one]) => one);
  const answers = closedAnswers(asked);
  if (answers === null) return null;
  const inside = asked.filter((one) => answers.has(one.answer) && !one.explained);
  // Lines of stories and letters occur twice by chance; the answers of a deliberate set are used more often.
  if (inside.length < Math.max(BOUNDS.rows, BOUNDS.meanUses * answers.size)) return null;
  const others = asked.filter((one) => !answers.has(one.answer));
  const labelled = inside.map((one) => ({ words: wordsOfRequest(one.prompt), label: one.answer }));
  const alone = !areAmongOthers(inside.length, others.length);
  if (dependsOnRequest(labelled) || (alone && isUnsure(labelled))) return null;
  const told = isOwnTask(
    labelled.map(({ words }) => words),
    others.map((one) => wordsOfRequest(one.prompt)),
  );
  if (told) return null;
  const rows = (all: readonly PromptAndLabel[]) => all.reduce((sum, one) => sum + one.rows, 0);
  return { count: rows(inside), of: rows(asked), answers };
}
