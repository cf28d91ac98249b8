import { type BottomK, bottomK, insert, mergeBottomK } from './bottom-k.ts';
import type { ReadRow, Target } from './read-row.ts';
import { refusesAsSetPhrase } from './set-phrases.ts';
import { endsHash, hashText, leastKey, sampleKey } from './text-hash.ts';

/** What became of one prompt over all rows and files. */
export interface PromptHistory {
  /** Rows that ask it, rows that decline it (safety or bare), comply, refuse and then comply. */
  rows: number;
  refused: number;
  answered: number;
  refusedThenAnswered: number;
  /** The smallest hashes of its distinct answers, at most `ANSWERS` of them, in rising order. */
  answers: number[];
  /** Those of its answers that would decline any question if they recurred. In the same way. */
  sayings: number[];
  /** Files in which it is refused and in which it is answered, each in rising order, at most `FILES`. */
  refusedIn: number[];
  answeredIn: number[];
}

export type PromptSample = BottomK<PromptHistory>;

/** Distinct prompts kept. Beyond it the sample is of prompts, so that all rows of a kept prompt are kept together. */
const PROMPTS = 8192;
const ANSWERS = 8;
const FILES = 4;
/** Shorter prompts ("yes", "go on", "なぜ？") recur in any conversation. Letters of Han and kana weigh double. */
const SHORTEST = 12;

export function promptSample(): PromptSample {
  return bottomK(PROMPTS);
}

function weight(text: string): number {
  if (text.length >= SHORTEST) return SHORTEST;
  let sum = 0;
  for (let i = 0; i < text.length; i += 1) sum += text.charCodeAt(i) >= 0x2e80 ? 2 : 1;
  return sum;
}

/**
 * The answer to the row's opening question, where there is one and it is long enough to tell questions apart. Later
 * turns are left out: what they mean depends on what was said before.
 */
export function openingTarget(row: ReadRow): Target | null {
  const target = row.targets[0];
  if (target === undefined || weight(target.prompt) < SHORTEST) return null;
  const { turns } = row.example;
  for (let i = 0; i < target.turn; i += 1) if (turns[i]!.role === 'assistant') return null;
  return target;
}

/** The key under which a question is kept. */
export function promptKey({ prompt }: Target): number {
  return sampleKey(endsHash(prompt), hashText(prompt));
}

/** Readings that refuse and then comply count from this confidence on. */
const SURE = 0.72;
/** Longest answer that is taken for one sentence or two. */
const SAYING = 200;

/** `values` with `value` put in its place, at most `most` of the smallest. */
function withValue(values: readonly number[], value: number, most: number): number[] {
  if (values.includes(value)) return values as number[];
  return [...values, value].sort((a, b) => a - b).slice(0, most);
}

function union(a: readonly number[], b: readonly number[], most: number): number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, most);
}

/** Adds one row to the history of its question, if that is within the sample. Reads the answer only then. */
export function remember(sample: PromptSample, row: ReadRow): void {
  const target = openingTarget(row);
  if (target === null || leastKey(endsHash(target.prompt)) > sample.limit) return;
  const hash = promptKey(target);
  if (hash > sample.limit) return;
  const { file } = row.example;
  let history = sample.entries.get(hash);
  if (history === undefined) {
    history = {
      rows: 0,
      refused: 0,
      answered: 0,
      refusedThenAnswered: 0,
      answers: [],
      sayings: [],
      refusedIn: [],
      answeredIn: [],
    };
    insert(sample, hash, history);
  }
  const { outcome, ground, confidence } = target.reading;
  history.rows += 1;
  const answer = hashText(target.text);
  history.answers = withValue(history.answers, answer, ANSWERS);
  if (target.text.length <= SAYING && ground !== 'capability' && refusesAsSetPhrase(target.text))
    history.sayings = withValue(history.sayings, answer, ANSWERS);
  if (outcome === 'refusal' && (ground === 'safety' || ground === 'bare')) {
    history.refused += 1;
    history.refusedIn = withValue(history.refusedIn, file, FILES);
  } else if (outcome === 'compliance') {
    history.answered += 1;
    history.answeredIn = withValue(history.answeredIn, file, FILES);
  } else if (outcome === 'refuse-then-comply' && confidence >= SURE) history.refusedThenAnswered += 1;
}

function join(a: PromptHistory, b: PromptHistory): PromptHistory {
  return {
    rows: a.rows + b.rows,
    refused: a.refused + b.refused,
    answered: a.answered + b.answered,
    refusedThenAnswered: a.refusedThenAnswered + b.refusedThenAnswered,
    answers: union(a.answers, b.answers, ANSWERS),
    sayings: union(a.sayings, b.sayings, ANSWERS),
    refusedIn: union(a.refusedIn, b.refusedIn, FILES),
    answeredIn: union(a.answeredIn, b.answeredIn, FILES),
  };
}

export function mergePrompts(a: PromptSample, b: PromptSample): PromptSample {
  return mergeBottomK(a, b, join);
}
