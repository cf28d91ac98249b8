import { isLikely, type ReadRow, type Target } from '../read-row.ts';
import { type BottomK, bottomK, insert, mergeBottomK } from '../sampling/bottom-k.ts';
import { combHash } from '../sampling/comb-hash.ts';
import { keptText } from '../sampling/kept-text.ts';
import { keptRequest } from '../sampling/request-classes.ts';
import { hashText } from '../sampling/text-hash.ts';
import { refusesAsSetPhrase, soundsHarmful } from '../wording/set-phrases.ts';
import { takesUp } from '../wording/takes-up.ts';
import { saysYesAmiss } from './leading-yes.ts';
import { type Refused, refusedOf } from './refused.ts';

/** The kept part of one question and its answer. */
export interface SampledAnswer {
  readonly rows: number;
  /** Hash of the whole answer. */
  readonly hash: number;
  readonly length: number;
  /** The first and the last `EDGE` characters. */
  readonly head: string;
  readonly tail: string;
  /** Both ends of the question. */
  readonly asked: string;
  /** True if the answer only declines, on safety grounds or barely. */
  readonly declines: boolean;
  /**
   * True if it declines, or would if it recurred, and the question explains why: it sounds harmful, or its words come
   * back.
   */
  readonly guards: boolean;
  /** True if it declines at all: partly, at first, or on any grounds. */
  readonly declining: boolean;
  /** True if it does what was asked, at once or in the end. */
  readonly complies: boolean;
  /** One question, one answer, no tools: outside a conversation, "Sure, I can help with that" answers nothing. */
  readonly alone: boolean;
  /** The request that it certainly declines, on safety grounds or barely: harmful, certainly harmless, or neither. */
  readonly refused: Refused;
  /**
   * True if it begins by saying yes although the request leaves nothing to agree to, and the row is not a conversation.
   */
  readonly amiss: boolean;
}

export type AnswerSample = BottomK<SampledAnswer>;

/** Number of distinct pairs of question and answer kept; a share of 1 % is then 40 pairs of any larger set. */
export const MAX_ANSWERS = 4096;
export const EDGE = 200;

export function answerSample(): AnswerSample {
  return bottomK(MAX_ANSWERS);
}

/** Returns the kept part of one answer of a row, without the reasoning before it. */
export function answerOf(target: Target, row: ReadRow): SampledAnswer {
  const { reading } = target;
  const text = target.text.slice(target.answerStart);
  const declines = reading.outcome === 'refusal' && reading.ground !== 'capability' && isLikely(reading);
  return {
    rows: 1,
    hash: hashText(text, 1),
    length: text.length,
    head: keptText(text, 0, EDGE),
    tail: keptText(text, -EDGE),
    asked: keptRequest(target.prompt),
    declines,
    guards:
      (declines || (text.length < EDGE && refusesAsSetPhrase(text))) &&
      (soundsHarmful(target.prompt) || takesUp(text, target.prompt)),
    declining: reading.ground !== 'none',
    complies: reading.outcome === 'compliance' || reading.outcome === 'refuse-then-comply',
    alone: row.alone,
    refused: refusedOf(target, row),
    amiss: row.alone && saysYesAmiss(text, target.prompt),
  };
}

/** Adds every answer of a row. Only answers within the sample are read. */
export function keepAnswers(sample: AnswerSample, row: ReadRow): void {
  for (const target of row.targets) {
    const hash = combHash(target.prompt, target.text, '', sample.limit);
    if (hash === null) continue;
    const next = answerOf(target, row);
    const seen = sample.entries.get(hash);
    insert(sample, hash, seen === undefined ? next : join(seen, next));
  }
}

/** Joins two answers. Those with one key are hardly ever different texts; the first in text order represents both. */
function join(a: SampledAnswer, b: SampledAnswer): SampledAnswer {
  const form = (x: SampledAnswer) =>
    `${x.head}\n${x.tail}\n${x.length} ${x.hash} ${x.declines} ${x.guards} ${x.declining} ${x.complies} ${x.refused} ${x.amiss} ${x.asked}`;
  const first = form(a) <= form(b) ? a : b;
  return { ...first, rows: a.rows + b.rows, alone: a.alone && b.alone };
}

export function mergeAnswers(a: AnswerSample, b: AnswerSample): AnswerSample {
  return mergeBottomK(a, b, join);
}
