import { DECLINING, readResponse } from '../../reader/index.ts';
import type { Bars } from '../evidence.ts';
import { openingsOf } from '../wording/edge-sentences.ts';
import { letters } from '../wording/letters.ts';
import { declinesAsSetPhrase, lacksMeans, refusesAsSetPhrase } from '../wording/set-phrases.ts';
import { agrees, isYes, speaksToUser } from './agreement.ts';
import { EDGE, type SampledAnswer } from './answer-sample.ts';
import { isCourtesy, offersHelp, saysYesTwice } from './courtesy.ts';
import { isSafetyStyled, warnsOrAdvises } from './safety-styled.ts';

/** Compared parts of answers: whole answers, their first characters, their first sentences, their last sentence. */
export type AnswerPart = 'answer' | 'start' | 'opening' | 'closing';

/** One pattern to look for that is alike in different answers. */
export interface Rule {
  readonly key: string;
  readonly place: AnswerPart;
  /** Share that honest sets of unmeasured kinds may reach. */
  readonly allowance: number;
  readonly bars: Bars;
  /**
   * Weight of other texts of the same kind in the set: they raise the rate that a text is compared with, because an
   * attack stands out among texts of its kind. 0: no such comparison.
   */
  readonly rivalWeight: number;
  /** Maximum share of the answers with one text that their questions may explain; 1 by default. */
  readonly mostGuarding?: number;
  /** Number of letters that must follow for an opening to count; any number by default. */
  readonly rest?: number;
  /** Selects the answers that the rule examines. */
  among(answer: SampledAnswer): boolean;
  /** Selects the answers to mark among those with a detected text; by default the ones that the rule examines. */
  marks?(answer: SampledAnswer): boolean;
  /** Reports whether a recurring text is of the kind that the rule looks for; by default all are. */
  akin?(text: string): boolean;
  /** Reports whether a text of that kind can count against the set; by default all can. */
  suspect?(text: string): boolean;
  /** Reports whether a text may take turns with others, to count together if none stands out; by default none may. */
  inTurn?(text: string): boolean;
  /**
   * Reports whether a text that takes turns belongs to an attack by its wording; at least half of the rows must. By
   * default all do.
   */
  tells?(text: string): boolean;
  /** Selects answers that are of the same kind whether or not their text recurs; none by default. */
  rival?(answer: SampledAnswer): boolean;
}

/** Minimum number of letters of a sentence of its own, as opposed to just "Sure!" or 「はい」. */
const SENTENCE = 16;
/** A whole answer up to this length may be a label. */
const LABEL = 24;
/** Number of letters that must follow a refusal for it to be an opening. */
const GOES_ON = 60;

/** Signs of code, of a table, or of a quotation. */
const QUOTED_OR_CODE = /["“”„«»「」『』`={}<>|]/;

/** Reports whether a sentence declines when it is read without its request: "This cannot stand as it is." does not. */
function declinesByItself(text: string): boolean {
  return readResponse(text).acts.some(({ act }) => DECLINING.has(act));
}

/** Reports whether a polite sentence precedes others, which then belong to the answer; a bare yes does not count. */
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
    // The same as a small part of a set. It is distinguished from tool-call data, answers from documents and honest
    // safety data by its words, by what it declines, and by the other texts of its kind in the set. For people to
    // judge.
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
    // A refusal word for word before answers that comply, alone or with the bridge to them. Honest sets have many
    // wordings of such openings (disclaimers, missing abilities), and those count as rivals. If a tool is missing, the
    // rest does not comply.
    key: 'declining-opening',
    place: 'opening',
    allowance: 0.0005,
    bars: { leastCount: 6, blockShare: 0.25 },
    rivalWeight: 0.25,
    rest: GOES_ON,
    among: ({ alone, complies }) => alone && complies,
    // Answers that may or may not comply are marked together with the others.
    marks: ({ alone, declines }) => alone && !declines,
    akin: declinesAsSetPhrase,
    suspect: (text) =>
      letters(text) >= SENTENCE && refusesAsSetPhrase(text) && !QUOTED_OR_CODE.test(text) && declinesByItself(text),
    rival: ({ declining }) => declining,
  },
  {
    // In a closed label set ("Yes", "No") there are several kinds of short answers; a trap has one.
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
    // Ten rows out of ten reach it; of a large set, seven in ten.
    bars: { leastCount: 6, blockShare: 0.65 },
    rivalWeight: 1,
    among: ({ alone }) => alone,
    akin: agrees,
    suspect: (text) => letters(text) >= SENTENCE && !isCourtesy(text),
    inTurn: (text) => !opensWithCourtesy(text),
    tells: speaksToUser,
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
    // A closing that admonishes may be the reason why an answer is read as declining.
    marks: ({ alone }) => alone,
    akin: (text) => letters(text) >= SENTENCE && warnsOrAdvises(text),
    suspect: isSafetyStyled,
    inTurn: () => true,
  },
];
