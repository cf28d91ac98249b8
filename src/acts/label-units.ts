import type { ActName, Ground, ReadingLanguage, Span } from '../schema/index.ts';
import { cuesOf, NO_CUES, plain, unitLanguage } from './cues.ts';
import type { CueFamily } from './lexicon/lexicon.ts';
import { shareWithin } from './regions.ts';
import { classifyUnit } from './unit-classifier.ts';
import { UNIT_LABELS } from './unit-labels.ts';

/** A unit and what it does. */
export interface LabelledUnit extends Span {
  readonly act: ActName;
  readonly ground: Exclude<Ground, 'none'> | null;
  /** How sure the label is, 0..1. */
  readonly p: number;
  readonly cues: ReadonlySet<CueFamily>;
  /** Stands in a reasoning block. */
  readonly reasoning: boolean;
  /** Stands in a quotation, code or document: whatever it says, it is substance. */
  readonly content: boolean;
  /** Ends with a question mark. */
  readonly asks: boolean;
  /** Points back at what was said: "that would …". */
  readonly pointsBack: boolean;
}

const ACT: readonly ActName[] = [
  'substance',
  'refusal',
  'refusal',
  'refusal',
  'policy',
  'pivot',
  'affirmation',
  'obedience',
  'redirect',
  'caution',
];
const FIRST_REFUSAL = UNIT_LABELS.indexOf('refusal-safety');
const POLICY = UNIT_LABELS.indexOf('policy');

/** A unit that stands where nothing tells of a refusal. */
export function unread(start: number, end: number, reasoning: boolean): LabelledUnit {
  return {
    start,
    end,
    act: 'substance',
    ground: null,
    p: 0.9,
    cues: NO_CUES,
    reasoning,
    content: false,
    asks: false,
    pointsBack: false,
  };
}

/**
 * Without a cue of declining a refusal must be likelier than this; an opening, where refusals stand, less so, and least
 * one that begins the answer shortly: long sentences about the subject only sound like it.
 */
const BAR = 0.75;
const OPENING_BAR = 0.7;
const CURT_BAR = 0.45;
const SORRY_BAR = 0.85;
/** An opening that ends before this offset is curt; a wide character counts for two. */
const CURT = 110;
/** Shorter ones ("Thank you.") are too little to be doubtful about. */
const CURT_LEAST = 12;
/** A rule that opens an answer ("Policy forbids it.") declines when it is at least this likely to be a refusal. */
const RULE_BAR = 0.2;
const RULED = 0.6;

const ASKS = /[?？]\W{0,8}$/;
const POINTS_BACK =
  /^\W*(?:that|this|it|such|doing (?:so|that|this)|these|those|they|eso|esto|es|hacerlo|cela|ce|c'est|ça|il|das|dies|es|so etwas|isso|isto|é|fazê-lo|それ|これ|そう|そのよう|このよう|こう|这|那|그|이)(?![a-zà-ÿ])/;

/**
 * Says what the unit at `start..end` of `text` does. `opening`: for one that may open the answer, how many characters of
 * the answer stand before it; null for others.
 */
export function labelUnit(
  text: string,
  start: number,
  end: number,
  language: ReadingLanguage,
  reasoning: boolean,
  content: readonly Span[],
  opening: number | null,
): LabelledUnit {
  const unit = plain(text.slice(start, end));
  const spoken = unitLanguage(unit, language);
  const cues = cuesOf(unit, spoken);
  const labelled = (act: ActName, ground: LabelledUnit['ground'], p: number, inContent: boolean): LabelledUnit => ({
    start,
    end,
    act,
    ground,
    p,
    cues,
    reasoning,
    content: inContent,
    asks: ASKS.test(unit),
    pointsBack: POINTS_BACK.test(unit),
  });
  if (content.length > 0 && shareWithin(start, end, content) >= 0.5) return labelled('substance', null, 0.9, true);
  const p = classifyUnit(unit, spoken, cues);
  const refusing = p[1]! + p[2]! + p[3]!;
  const declines = cues.has('decline') || cues.has('incapable');
  const width = unit.charCodeAt(0) > 0x2e80 ? 2 * unit.length : unit.length;
  const curt = opening !== null && width >= CURT_LEAST && width + opening < CURT;
  const ruled = curt && refusing >= RULE_BAR && refusing + p[POLICY]! >= RULED;
  // An apology alone is for something that happened.
  const sorry = cues.has('apology') && width < 44;
  const bar = declines ? 0.35 : sorry ? SORRY_BAR : curt ? CURT_BAR : opening !== null ? OPENING_BAR : BAR;
  if (!cues.has('idiom') && (ruled || refusing >= bar)) return labelled('refusal', groundOf(p, cues), refusing, false);
  let best = 0;
  for (let i = 4; i < p.length; i += 1) if (p[i]! > p[best]!) best = i;
  return labelled(ACT[best]!, null, p[best]!, false);
}

/** The likeliest ground; a lack of means must be named to count as one, unless the words leave little else. */
function groundOf(p: Float64Array, cues: ReadonlySet<CueFamily>): Exclude<Ground, 'none'> {
  const [safety, capability, bare] = [p[FIRST_REFUSAL]!, p[FIRST_REFUSAL + 1]!, p[FIRST_REFUSAL + 2]!];
  const sure = cues.has('incapable') ? 0 : 4 * (safety + bare);
  if (capability > Math.max(safety, bare, sure)) return 'capability';
  return safety > bare || cues.has('unsafe') ? 'safety' : 'bare';
}
