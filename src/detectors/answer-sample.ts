import type { Act, ActName, Ground, Outcome } from '../schema/index.ts';
import { type BottomK, bottomK, insert, mergeBottomK } from './bottom-k.ts';
import type { ReadRow, Target } from './read-row.ts';
import { hashText, joinHashes } from './text-hash.ts';

/** A stretch at an end of an answer that does one thing, and what it does. `text` is cut to `CUT`. */
export interface Edge {
  readonly act: ActName;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What is kept of one question and its answer. */
export interface Answer {
  readonly rows: number;
  readonly prompt: number;
  readonly answer: number;
  readonly length: number;
  /** The first `CUT` characters. */
  readonly head: string;
  readonly outcome: Outcome;
  readonly ground: Ground;
  readonly opening: Edge | null;
  readonly closing: Edge | null;
  /** One question, one answer, no tools: outside a conversation "Sure, I can help with that" answers nothing. */
  readonly alone: boolean;
}

export type AnswerSample = BottomK<Answer>;

/** Distinct pairs of question and answer that are kept; a share of 1 % is then 40 pairs of any larger set. */
const ANSWERS = 4096;
const CUT = 120;

export function answerSample(): AnswerSample {
  return bottomK(ANSWERS);
}

function edge(target: Target, act: Act | undefined): Edge | null {
  if (act === undefined) return null;
  return {
    act: act.act,
    start: act.start,
    end: act.end,
    text: target.text.slice(act.start, Math.min(act.end, act.start + CUT)),
  };
}

/** The first act of an answer, and the last where there is more than one. */
export function edgesOf(target: Target): { readonly opening: Edge | null; readonly closing: Edge | null } {
  const { acts } = target.reading;
  return { opening: edge(target, acts[0]), closing: acts.length > 1 ? edge(target, acts.at(-1)) : null };
}

export function isAlone(row: ReadRow): boolean {
  let users = 0;
  for (const { role } of row.example.turns) {
    if (role === 'tool') return false;
    if (role === 'user') users += 1;
  }
  return users <= 1 && row.targets.length === 1;
}

/** Adds every answer of a row. Only answers within the sample are read. */
export function keepAnswers(sample: AnswerSample, row: ReadRow): void {
  for (const target of row.targets) {
    const prompt = hashText(target.prompt);
    const answer = hashText(target.text, 1);
    const hash = joinHashes(prompt, answer);
    if (hash > sample.limit) continue;
    const { outcome, ground } = target.reading;
    const seen = sample.entries.get(hash);
    const next: Answer = {
      rows: 1,
      prompt,
      answer,
      length: target.text.length,
      head: target.text.slice(0, CUT),
      outcome,
      ground,
      ...edgesOf(target),
      alone: isAlone(row),
    };
    if (seen === undefined) insert(sample, hash, next);
    else sample.entries.set(hash, join(seen, next));
  }
}

/** Answers under one key differ in case and punctuation at most; the first in text order stands for both. */
function join(a: Answer, b: Answer): Answer {
  const form = (x: Answer) =>
    `${x.head}\n${x.length}\n${x.opening?.text}\n${x.opening?.act}\n${x.closing?.text}\n${x.closing?.act}\n${x.outcome}${x.ground}`;
  const first = form(a) <= form(b) ? a : b;
  return { ...first, rows: a.rows + b.rows, alone: a.alone && b.alone };
}

export function mergeAnswers(a: AnswerSample, b: AnswerSample): AnswerSample {
  return mergeBottomK(a, b, join);
}
