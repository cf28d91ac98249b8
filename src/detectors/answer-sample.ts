import { type BottomK, bottomK, insert, mergeBottomK } from './bottom-k.ts';
import type { ReadRow } from './read-row.ts';
import { hashText, joinHashes } from './text-hash.ts';

/** What is kept of one question and its answer. */
export interface Answer {
  readonly rows: number;
  /** Hash of the whole answer. */
  readonly hash: number;
  readonly length: number;
  /** The first and the last `EDGE` characters. */
  readonly head: string;
  readonly tail: string;
  /** The answer declines, and nothing else. */
  readonly declines: boolean;
  /** One question, one answer, no tools: outside a conversation "Sure, I can help with that" answers nothing. */
  readonly alone: boolean;
}

export type AnswerSample = BottomK<Answer>;

/** Distinct pairs of question and answer that are kept; a share of 1 % is then 40 pairs of any larger set. */
const ANSWERS = 4096;
export const EDGE = 200;

export function answerSample(): AnswerSample {
  return bottomK(ANSWERS);
}

export function isAlone(row: ReadRow): boolean {
  if (row.targets.length !== 1) return false;
  let users = 0;
  for (const { role } of row.example.turns) {
    if (role === 'tool') return false;
    if (role === 'user') users += 1;
  }
  return users <= 1;
}

/** The hash by which whole answers are compared. */
export function answerHash(text: string): number {
  return hashText(text, 1);
}

/** Adds every answer of a row. Only answers within the sample are read. */
export function keepAnswers(sample: AnswerSample, row: ReadRow): void {
  for (const target of row.targets) {
    const { text } = target;
    const answer = answerHash(text);
    const hash = joinHashes(hashText(target.prompt), answer);
    if (hash > sample.limit) continue;
    const next: Answer = {
      rows: 1,
      hash: answer,
      length: text.length,
      head: text.slice(0, EDGE),
      tail: text.slice(-EDGE),
      declines: target.reading.outcome === 'refusal',
      alone: isAlone(row),
    };
    const seen = sample.entries.get(hash);
    insert(sample, hash, seen === undefined ? next : join(seen, next));
  }
}

/** Answers under one key differ in case and punctuation at most; the first in text order stands for both. */
function join(a: Answer, b: Answer): Answer {
  const form = ({ head, tail, length, declines }: Answer) => `${head}\n${tail}\n${length} ${declines}`;
  const first = form(a) <= form(b) ? a : b;
  return { ...first, rows: a.rows + b.rows, alone: a.alone && b.alone };
}

export function mergeAnswers(a: AnswerSample, b: AnswerSample): AnswerSample {
  return mergeBottomK(a, b, join);
}
