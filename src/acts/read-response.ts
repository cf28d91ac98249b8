import type { Act, ActName, Reading, ReadingLanguage } from '../schema/index.ts';
import { answerStart } from './answer-start.ts';
import { turnOf } from './cues.ts';
import { type Decision, decide } from './decide.ts';
import { withoutDoubtful } from './doubtful-refusals.ts';
import { type LabelledUnit, labelUnit, unread } from './label-units.ts';
import { languageOf } from './language.ts';
import { OPENING_CHARS } from './opening-gate.ts';
import { contentRegions, reasoningBlocks } from './regions.ts';
import { Request } from './request.ts';
import { clausesOf, sentencesOf } from './segment.ts';
import { tellingPlaces } from './telling-places.ts';

/** What is known beside the response. */
export interface ReadOptions {
  /** The request that is answered; "the same request" is judged against it. */
  readonly prompt?: string;
}

/** Reads a whole response. Linear in its length; never throws. */
export function readResponse(text: string, options: ReadOptions = {}): Reading {
  return readTelling(text, options) ?? withoutCues(text);
}

/**
 * As `readResponse`; null for a response in which nothing tells of a refusal, a judgement or a vow. It complies, or is
 * blank: most do, and a data set has so many of them that it counts what is made for each.
 */
export function readTelling(text: string, options: ReadOptions = {}): Reading | null {
  const places = tellingPlaces(text);
  if (places.length === 0) return null;
  const request = new Request(options.prompt ?? '');
  const units = withoutDoubtful(text, unitsOf(text, languageOf(text), places), request);
  const answer = units.filter((unit) => !unit.reasoning);
  const decision = decide(text, answer, request);
  return reading(text, decision, actsOf(units));
}

function withoutCues(text: string): Reading {
  const end = text.trimEnd().length;
  if (end === 0) return reading(text, { outcome: 'empty', ground: 'none', depth: null, confidence: 1 }, []);
  const start = text.length - text.trimStart().length;
  const acts: Act[] = [{ act: 'substance', start, end }];
  return reading(text, { outcome: 'compliance', ground: 'none', depth: 0, confidence: 0.99 }, acts);
}

function reading(text: string, decision: Decision, acts: readonly Act[]): Reading {
  return {
    outcome: decision.outcome,
    ground: decision.ground,
    language: languageOf(text),
    depth: decision.depth === null ? null : { chars: decision.depth, tokens: null },
    confidence: Math.round(Math.min(0.99, Math.max(0.01, decision.confidence)) * 1000) / 1000,
    acts,
  };
}

/**
 * So many units are read closely at the start (where it tells something), at a telling place, and after a refusal or
 * judgement; others are substance.
 */
const OPENING = 4;
const AT_PLACE = 3;
const AFTER_REFUSAL = 16;
const LONGEST_APOLOGY = 48;

/** Cuts and labels a text, reasoning blocks apart. `places`: see `tellingPlaces`. */
export function unitsOf(text: string, language: ReadingLanguage, places: readonly number[]): LabelledUnit[] {
  const blocks = reasoningBlocks(text);
  const content = contentRegions(text);
  const turn = turnOf(language);
  const origin = answerStart(text);
  const units: LabelledUnit[] = [];
  // Units of the answer itself; the first two may open it.
  let own = 0;
  let next = 0;
  let closely = places.length > 0 && places[0]! >= OPENING_CHARS ? 0 : OPENING;
  const read = (from: number, to: number, reasoning: boolean) => {
    for (const sentence of sentencesOf(text, from, to)) {
      while (next < places.length && places[next]! < sentence.end) {
        next += 1;
        closely = Math.max(closely, AT_PLACE);
      }
      if (closely <= 0) {
        units.push(unread(sentence.start, sentence.end, reasoning));
        if (!reasoning) own += 1;
        continue;
      }
      const label = (start: number, end: number, opens = own < 2) =>
        labelUnit(text, start, end, language, reasoning, content, opens ? start - origin : null);
      for (const { start, end } of clausesOf(text, sentence, turn)) {
        const clause = partsOf(text, label(start, end), label);
        for (const unit of clause) {
          if (!reasoning) own += 1;
          if (unit.act === 'refusal' || unit.act === 'policy' || unit.cues.has('challenge')) closely = AFTER_REFUSAL;
          closely -= 1;
          units.push(unit);
        }
      }
    }
  };
  let at = 0;
  for (const block of blocks) {
    read(at, block.start, false);
    read(block.start, block.end, true);
    at = block.end;
  }
  read(at, text.length, false);
  return units.map((unit, i) => withItsRefusal(unit, units[i + 1]));
}

/** What announces an answer may be followed by it in the same sentence: "Here is the answer: …". */
const ANNOUNCING: ReadonlySet<ActName> = new Set(['affirmation', 'pivot', 'obedience']);
/** What stands before the colon is short: one further on belongs to what is said. */
const BEFORE_COLON = 100;

/**
 * A clause of two parts with a colon between is two units where the first announces the second ("Here is the answer: …") or
 * is a refusal that goes on with something else ("I can't help with that: mix the flour …"); else it is one.
 */
function partsOf(
  text: string,
  whole: LabelledUnit,
  label: (start: number, end: number, opens?: boolean) => LabelledUnit,
): LabelledUnit[] {
  // Words that offer something else, and affirm nothing, announce that and not the answer.
  const offers = whole.cues.has('redirect') && !whole.cues.has('affirm');
  const announces = ANNOUNCING.has(whole.act) && !offers;
  if (!announces && !whole.cues.has('decline') && !whole.cues.has('incapable')) return [whole];
  const found = /^[^:：]{2,}?(?:：|:(?=\s))\s*(?=\S)/.exec(
    text.slice(whole.start, Math.min(whole.end, whole.start + BEFORE_COLON)),
  );
  if (found === null) return [whole];
  const first = label(whole.start, whole.start + found[0].trimEnd().length);
  const second = label(whole.start + found[0].length, whole.end, false);
  // Two words after a colon may sound like a turn of their own; they are what was announced.
  if (announces) return [first, ANNOUNCING.has(second.act) ? { ...second, act: 'substance' } : second];
  return first.act === 'refusal' && second.act === 'substance' ? [first, second] : [whole];
}

/** An apology cut from the refusal that it leads to ("I'm sorry," "申し訳ありませんが、") is part of it. */
function withItsRefusal(unit: LabelledUnit, next: LabelledUnit | undefined): LabelledUnit {
  const leads =
    next?.act === 'refusal' &&
    unit.act !== 'refusal' &&
    unit.cues.has('apology') &&
    !unit.cues.has('idiom') &&
    !unit.content;
  return leads && unit.end - unit.start < LONGEST_APOLOGY ? { ...unit, act: 'refusal', ground: next.ground } : unit;
}

/** Joins neighbouring units of one kind, but not reasoning with the answer. */
function actsOf(units: readonly LabelledUnit[]): Act[] {
  const acts: Act[] = [];
  for (const [i, unit] of units.entries()) {
    const last = acts.at(-1);
    const alike = last !== undefined && last.act === unit.act && last.ground === (unit.ground ?? undefined);
    if (alike && unit.reasoning === units[i - 1]!.reasoning) {
      acts[acts.length - 1] = { ...last, end: unit.end };
    } else {
      acts.push(
        unit.ground === null
          ? { act: unit.act, start: unit.start, end: unit.end }
          : { act: unit.act, start: unit.start, end: unit.end, ground: unit.ground },
      );
    }
  }
  return acts;
}
