import { DECLINING } from '../../reader/index.ts';
import type { Act } from '../../schema/index.ts';
import type { Detector, Mark } from '../detector.ts';
import { likelyRefuses, type ReadRow, type Target } from '../read-row.ts';
import { bringsRefusal } from '../wording/rewords-refusal.ts';
import { refusesAsSetPhrase } from '../wording/set-phrases.ts';
import { type BottomK, bottomK, insert, mergeBottomK, sampled } from './bottom-k.ts';
import { endsHash, hashText, leastKey, sampleKey } from './text-hash.ts';

/** The fate of one prompt over all rows and files. Lists are replaced, never changed, so that they may be shared. */
export interface PromptHistory {
  /** Rows that ask it, and of these the rows that decline it (safety or bare), comply, or refuse and then comply. */
  rows: number;
  refused: number;
  answered: number;
  refusedThenAnswered: number;
  /** The smallest hashes of its distinct answers, at most `MAX_ANSWERS`, in ascending order. */
  answers: readonly number[];
  /** Likewise, hashes of those answers that would decline any question if they recurred. */
  sayings: readonly number[];
  /** Files in which it is refused and in which it is answered, in ascending order, at most `MAX_FILES` each. */
  refusedIn: readonly number[];
  answeredIn: readonly number[];
}

export type PromptSample = BottomK<PromptHistory>;

/**
 * Number of distinct prompts kept; a share of 1 % is then 40 of any larger set. Beyond that, prompts are sampled rather
 * than rows, so that all rows of a kept prompt are kept together.
 */
export const MAX_PROMPTS = 4096;
export const MAX_ANSWERS = 8;
export const MAX_FILES = 4;
/**
 * Minimum weight of a prompt: shorter ones ("yes", "go on", "なぜ？") recur in any conversation. Characters from U+2E80 on
 * (Han, kana, Hangul) weigh double, all others count once.
 */
const MIN_PROMPT_WEIGHT = 12;
/** Minimum confidence of readings that refuse and then comply. */
const SURE_CONFIDENCE = 0.72;
/** Below this confidence, a declining act may just as well be part of a story. */
const SURE_REFUSAL = 0.8;
const surelyDeclines = ({ act, confidence = 0 }: Act): boolean => DECLINING.has(act) && confidence >= SURE_REFUSAL;
/** Maximum length of an answer that counts as one or two sentences. */
const MAX_SAYING_CHARS = 200;

const NONE: readonly number[] = [];

function isShort(text: string): boolean {
  if (text.length >= MIN_PROMPT_WEIGHT) return false;
  let weight = text.length;
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) >= 0x2e80) weight += 1;
  return weight < MIN_PROMPT_WEIGHT;
}

/**
 * Returns the answer to the row's opening question, or null if there is none or the question is too short to be
 * distinctive. Later turns are left out: their meaning depends on what was said before.
 */
export function openingTarget(row: ReadRow): Target | null {
  const target = row.targets[0];
  if (target === undefined || isShort(target.prompt)) return null;
  const { turns } = row.example;
  for (let i = 0; i < target.turn; i += 1) if (turns[i]!.role === 'assistant') return null;
  return target;
}

/** Returns the key under which a question is kept; null above the limit of a sample, as for most of a large file. */
export function promptKey({ prompt }: Target, limit: number): number | null {
  const ends = endsHash(prompt);
  if (leastKey(ends) > limit) return null;
  const key = sampleKey(ends, hashText(prompt));
  return key > limit ? null : key;
}

/** Inserts `value` into `values` in order, keeping at most the `most` smallest. */
function withValue(values: readonly number[], value: number, most: number): readonly number[] {
  let at = values.length;
  while (at > 0 && values[at - 1]! > value) at -= 1;
  if (at === most || (at > 0 && values[at - 1] === value)) return values;
  return values.toSpliced(at, 0, value).slice(0, most);
}

/** Merges both lists, keeping at most the `most` smallest. */
export function union(a: readonly number[], b: readonly number[], most: number): readonly number[] {
  return b.reduce((values, value) => withValue(values, value, most), a);
}

/** A row of a question within a sample, with everything to hash and to look for in it. */
interface QuestionRow {
  readonly key: number;
  readonly target: Target;
  readonly answer: number;
  /** True if the answer would decline any question when recurring. */
  readonly saying: boolean;
}

function questionOf(row: ReadRow, limit: number): QuestionRow | null {
  const target = openingTarget(row);
  if (target === null) return null;
  const key = promptKey(target, limit);
  if (key === null) return null;
  const { text, reading } = target;
  const saying =
    text.length <= MAX_SAYING_CHARS &&
    reading.ground !== 'capability' &&
    refusesAsSetPhrase(text) &&
    !bringsRefusal(target);
  return { key, target, answer: hashText(text), saying };
}

/** Adds one row to the history of its question if the question is within the sample. Reads the answer only then. */
function remember(sample: PromptSample, row: ReadRow): null {
  const asked = questionOf(row, sample.limit);
  if (asked === null) return null;
  const { key, answer, saying } = asked;
  let history = sample.entries.get(key);
  if (history === undefined) {
    history = {
      rows: 0,
      refused: 0,
      answered: 0,
      refusedThenAnswered: 0,
      answers: NONE,
      sayings: NONE,
      refusedIn: NONE,
      answeredIn: NONE,
    };
    insert(sample, key, history);
  }
  const { reading } = asked.target;
  const { outcome, confidence, acts } = reading;
  const { file } = row.example;
  history.rows += 1;
  history.answers = withValue(history.answers, answer, MAX_ANSWERS);
  if (saying) history.sayings = withValue(history.sayings, answer, MAX_ANSWERS);
  if (likelyRefuses(reading) && !bringsRefusal(asked.target)) {
    history.refused += 1;
    history.refusedIn = withValue(history.refusedIn, file, MAX_FILES);
  } else if (outcome === 'compliance') {
    history.answered += 1;
    history.answeredIn = withValue(history.answeredIn, file, MAX_FILES);
  } else if (outcome === 'refuse-then-comply' && confidence >= SURE_CONFIDENCE && acts.some(surelyDeclines)) {
    history.refusedThenAnswered += 1;
  }
  return null;
}

function join(a: PromptHistory, b: PromptHistory): PromptHistory {
  return {
    rows: a.rows + b.rows,
    refused: a.refused + b.refused,
    answered: a.answered + b.answered,
    refusedThenAnswered: a.refusedThenAnswered + b.refusedThenAnswered,
    answers: union(a.answers, b.answers, MAX_ANSWERS),
    sayings: union(a.sayings, b.sayings, MAX_ANSWERS),
    refusedIn: union(a.refusedIn, b.refusedIn, MAX_FILES),
    answeredIn: union(a.answeredIn, b.answeredIn, MAX_FILES),
  };
}

/** The shared part of detectors that follow the fate of a question: each keeps the histories of a sample of prompts. */
export const promptHistories: Pick<Detector<PromptSample>, 'start' | 'see' | 'merge'> = {
  start: () => bottomK(MAX_PROMPTS),
  see: remember,
  merge: (a, b) => mergeBottomK(a, b, join),
};

/** Marks the rows that ask one of the questions whose history is `wanted`. */
export function markPrompts(
  sample: PromptSample,
  wanted: (history: PromptHistory) => boolean,
  markOf: (answer: Target) => Mark,
): (row: ReadRow) => readonly Mark[] | null {
  const keys = new Set(sampled(sample).flatMap(([key, history]) => (wanted(history) ? [key] : [])));
  return (row) => {
    const target = openingTarget(row);
    if (target === null) return null;
    const key = promptKey(target, sample.limit);
    return key !== null && keys.has(key) ? [markOf(target)] : null;
  };
}
