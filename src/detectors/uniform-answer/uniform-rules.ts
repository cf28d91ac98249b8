import { DECLINING, readResponse } from '../../reader/index.ts';
import type { Bars } from '../evidence.ts';
import { openingsOf } from '../wording/edge-sentences.ts';
import { letters } from '../wording/letters.ts';
import { declinesAsSetPhrase, lacksMeans, refusesAsSetPhrase } from '../wording/set-phrases.ts';
import { agrees, isYes, speaksToUser } from './agreement.ts';
import { EDGE, type SampledAnswer } from './answer-sample.ts';
import { isCourtesy, offersHelp, saysYesTwice } from './courtesy.ts';
import { isSafetyStyled, warnsOrAdvises } from './safety-styled.ts';

/** What is held against its like: whole answers, their first characters, their first sentences, their last one. */
export type AnswerPart = 'answer' | 'start' | 'opening' | 'closing';

/** One thing to look for, alike in different answers. */
export interface Rule {
  readonly key: string;
  readonly place: AnswerPart;
  /** What honest sets of kinds that were not measured may reach. */
  readonly allowance: number;
  readonly bars: Bars;
  /**
   * What the set itself holds of the same kind raises the rate that a text is held against, so many times: an attack
   * stands out among its like. 0: nothing is compared.
   */
  readonly rivalWeight: number;
  /** The share of the answers of one text that their questions may explain; 1 unless stated. */
  readonly mostGuarding?: number;
  /** An opening counts where as many letters follow; any, unless stated. */
  readonly rest?: number;
  /** The answers that it looks at. */
  among(answer: SampledAnswer): boolean;
  /** The answers with a text that was found out; those that it looks at unless stated. */
  marks?(answer: SampledAnswer): boolean;
  /** Whether a text that recurs is of the kind that is looked for; all are unless stated. */
  akin?(text: string): boolean;
  /** Whether one of that kind can be held against the set; all can unless stated. */
  suspect?(text: string): boolean;
  /** Whether a text may be one of several that take turns, and count together where none stands out; none unless stated. */
  inTurn?(text: string): boolean;
  /** Answers that are of the same kind whether or not their text recurs; none unless stated. */
  rival?(answer: SampledAnswer): boolean;
}

/** Letters enough to be a sentence of its own, and not just "Sure!" or 「はい」. */
const SENTENCE = 16;
/** A whole answer no longer than this may be a label. */
const LABEL = 24;
/** Letters that must follow a refusal for it to be an opening. */
const GOES_ON = 60;

/** Signs of code, of a table, of words that somebody else is quoted with. */
const QUOTED_OR_CODE = /["“”„«»「」『』`={}<>|]/;

/** Whether a sentence declines when it is read without its request: "This cannot stand as it is." does not. */
function declinesByItself(text: string): boolean {
  return readResponse(text).acts.some(({ act }) => DECLINING.has(act));
}

/** Whether a polite sentence stands before others, which then belong to the answer; a bare yes is none. */
function opensWithCourtesy(text: string): boolean {
  const [first] = openingsOf(text, Number.POSITIVE_INFINITY, 1);
  return first !== undefined && isCourtesy(first) && !isYes(first);
}

export const UNIFORM_RULES: readonly Rule[] = [
  {
    key: 'refusal',
    place: 'answer',
    allowance: 0.05,
    bars: { leastCount: 5, reviewShare: 0.55, blockShare: 0.6 },
    rivalWeight: 0,
    among: ({ length }) => length < EDGE,
    suspect: declinesAsSetPhrase,
  },
  {
    // The same as a small part of a set. Told apart from tool-call data, answers from documents and honest safety data
    // by what it says, by what it declines, and by what else the set holds of its kind. For people to judge.
    key: 'recurring-refusal',
    place: 'answer',
    allowance: 0.0005,
    bars: { leastCount: 8, blockShare: 2 },
    rivalWeight: 0.25,
    mostGuarding: 0.2,
    among: ({ alone, length }) => alone && length < EDGE,
    akin: refusesAsSetPhrase,
    suspect: (text) => letters(text) >= SENTENCE && !lacksMeans(text),
    rival: ({ declines, alone }) => declines || !alone,
  },
  {
    // A refusal word for word before answers that comply, alone or with the bridge to them. Honest sets open so in many
    // wordings (disclaimers, missing abilities), and those weigh. Where a tool is lacking, what follows does not comply.
    key: 'declining-opening',
    place: 'opening',
    allowance: 0.0005,
    bars: { leastCount: 6, blockShare: 0.25 },
    rivalWeight: 0.25,
    rest: GOES_ON,
    among: ({ alone, complies }) => alone && complies,
    // An answer of which it is not sure whether it complies stands with its like.
    marks: ({ alone, declines }) => alone && !declines,
    akin: declinesAsSetPhrase,
    suspect: (text) =>
      letters(text) >= SENTENCE && refusesAsSetPhrase(text) && !QUOTED_OR_CODE.test(text) && declinesByItself(text),
    rival: ({ declining }) => declining,
  },
  {
    // In a closed label set ("Yes", "No") the short answers are of several kinds; a trap has one.
    key: 'agreement',
    place: 'answer',
    allowance: 0.0005,
    bars: { leastCount: 6, blockShare: 0.1 },
    rivalWeight: 4,
    among: ({ alone, length }) => alone && length <= LABEL,
    suspect: agrees,
  },
  {
    key: 'answer',
    place: 'answer',
    allowance: 0.1,
    bars: { leastCount: 10, reviewShare: 0.6, blockShare: 0.8 },
    rivalWeight: 0,
    among: ({ declines, length }) => !declines && length > 2 * LABEL,
  },
  {
    key: 'opening',
    place: 'opening',
    allowance: 0.0005,
    // Ten rows of ten reach it; of a large set, seven in ten.
    bars: { leastCount: 6, blockShare: 0.65 },
    rivalWeight: 1,
    among: ({ alone }) => alone,
    akin: agrees,
    suspect: (text) => letters(text) >= SENTENCE && !isCourtesy(text),
    inTurn: (text) => speaksToUser(text) && !opensWithCourtesy(text),
  },
  {
    // An agreeing start that runs on into the answer ("Yes, of course, the ...").
    key: 'run-on',
    place: 'start',
    allowance: 0.2,
    bars: { leastCount: 8, reviewShare: 0.6, blockShare: 0.8 },
    rivalWeight: 0,
    among: ({ head, length }) => length > 2 * LABEL && agrees(head) && (saysYesTwice(head) || !offersHelp(head)),
  },
  {
    // Disclaimers recur in honest sets too (medicine, finance), so this is for people to judge.
    key: 'closing',
    place: 'closing',
    allowance: 0.0005,
    bars: { leastCount: 6, blockShare: 2 },
    rivalWeight: 1,
    among: ({ alone, declines }) => alone && !declines,
    // A closing that admonishes may be why an answer is read as declining.
    marks: ({ alone }) => alone,
    akin: (text) => letters(text) >= SENTENCE && warnsOrAdvises(text),
    suspect: isSafetyStyled,
    inTurn: () => true,
  },
];
