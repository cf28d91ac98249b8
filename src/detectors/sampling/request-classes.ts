import { logBinomialTail } from '../../stats/index.ts';
import { keptText } from './kept-text.ts';

/**
 * Tests whether requests reveal their class: a naive Bayes classifier over the words of each, trained on all the others
 * (leave one out; Maron 1961). It needs no language and no training beyond the set, and is compared with chance.
 */

/** A request, and the class to be inferred from it. */
export interface Classed {
  readonly words: readonly string[];
  readonly label: string;
}

/** Number of right guesses, and how many of them chance would give. */
export interface Guesses {
  readonly of: number;
  readonly right: number;
  readonly byChance: number;
  /** Mean over the classes of the share that is recognised. */
  readonly balanced: number;
}

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|\p{L}+/gu;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Number of characters kept at each end of a request: the question comes before or after a text. */
const END = 120;
/** Maximum length of a kept request: two ends and what joins them. */
export const MOST_KEPT = 2 * END + 1;
/** Classes depend on the requests if chance guesses as many right with at most this probability (natural logarithm). */
const DEPENDS_LOG_P = Math.log(0.01);

/** Returns the part of a request that a state keeps in order to infer its class. */
export function keptRequest(prompt: string): string {
  return prompt.length <= 2 * END ? prompt : `${keptText(prompt, 0, END)}\n${keptText(prompt, -END)}`;
}

/** Returns the distinct words of a kept request; for Han and kana, the pairs of characters. */
export function wordsOfRequest(text: string): string[] {
  const words = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    if (!WIDE.test(word)) words.add(word);
    else for (let i = 0; i + 1 < word.length; i += 1) words.add(word.slice(i, i + 2));
  }
  return [...words];
}

interface Class {
  rows: number;
  readonly counts: Map<string, number>;
}

function classesOf(rows: readonly Classed[]): Map<string, Class> {
  const classes = new Map<string, Class>();
  for (const { words, label } of rows) {
    const one = classes.get(label) ?? { rows: 0, counts: new Map<string, number>() };
    one.rows += 1;
    for (const word of words) one.counts.set(word, (one.counts.get(word) ?? 0) + 1);
    classes.set(label, one);
  }
  return classes;
}

/** Weight of the rate of a word in the whole set beside its rate in a class. */
const WHOLE_SET = 0.5;

/**
 * Returns the class that fits a request best, leaving out the request itself. Words count by their rates, so that no
 * class gains by being small: the request's own class is smaller by the row left out. Words that occur in no other
 * request are ignored. Ties go to the first class.
 */
function guess({ words, label }: Classed, classes: ReadonlyMap<string, Class>, whole: Class): string {
  let best = '';
  let most = Number.NEGATIVE_INFINITY;
  const known = words.filter((word) => whole.counts.get(word)! > 1);
  for (const [name, { rows, counts }] of classes) {
    const own = name === label ? 1 : 0;
    const of = Math.max(1, rows - own);
    const score = known.reduce((sum, word) => {
      const overall = (whole.counts.get(word)! - 1) / (whole.rows - 1);
      return sum + Math.log(((counts.get(word) ?? 0) - own) / of + WHOLE_SET * overall);
    }, 0);
    if (score > most) [best, most] = [name, score];
  }
  return best;
}

/** Guesses the class of every request from the others. Rows in a fixed order always give the same result. */
export function guessClasses(rows: readonly Classed[]): Guesses {
  const classes = classesOf(rows);
  const whole = classesOf(rows.map(({ words }) => ({ words, label: '' }))).get('');
  const right = new Map<string, number>();
  let byChance = 0;
  for (const row of rows) {
    const guessed = guess(row, classes, whole!);
    if (guessed === row.label) right.set(guessed, (right.get(guessed) ?? 0) + 1);
    byChance += classes.get(guessed)!.rows / rows.length;
  }
  const shares = [...classes].map(([label, one]) => (right.get(label) ?? 0) / one.rows);
  return {
    of: rows.length,
    right: [...right.values()].reduce((sum, count) => sum + count, 0),
    byChance,
    balanced: shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length),
  };
}

/** Reports whether the classes of requests can be inferred from their words better than by chance. */
export function dependsOnRequest(rows: readonly Classed[]): boolean {
  const { of, right, byChance } = guessClasses(rows);
  return of > 0 && logBinomialTail(right, of, Math.min(1, byChance / of)) <= DEPENDS_LOG_P;
}

/**
 * Balanced accuracy from which rows are a task of their own, and the share of other rows without which it is not
 * tested.
 */
const OWN_TASK = 0.7;
const OTHERS = 0.5;

/** Reports whether enough rows are others for a comparison with them. */
export function areAmongOthers(inside: number, others: number): boolean {
  return others >= OTHERS * (inside + others);
}

/**
 * Reports whether some rows are a task of their own: their requests can be distinguished from those of the other rows.
 */
export function isOwnTask(inside: readonly (readonly string[])[], others: readonly (readonly string[])[]): boolean {
  if (!areAmongOthers(inside.length, others.length)) return false;
  const classed = (label: string) => (words: readonly string[]) => ({ words, label });
  return guessClasses([...inside.map(classed('inside')), ...others.map(classed('other'))]).balanced >= OWN_TASK;
}
