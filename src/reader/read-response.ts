import type { Reading } from '../schema/index.ts';
import { languageOf } from './language/language.ts';
import { answerReader, unitScanner } from './model.ts';
import { type AnswerReader, actsOf } from './outcome/answer-reader.ts';
import { decide } from './outcome/decide.ts';
import { CALIBRATIONS } from './weights/calibration.ts';

/** Context of the response. */
export interface ReadOptions {
  /** The request that is answered; "the same request" is judged against it. */
  readonly prompt?: string;
}

/** Reads a whole response. Linear in its length; never throws. */
export function readResponse(text: string, options: ReadOptions = {}): Reading {
  return readingOf(text, readUnits(text, options));
}

/** Returns a reader that has read all units of `text`. */
export function readUnits(text: string, { prompt }: ReadOptions): AnswerReader {
  const reader = answerReader(prompt);
  for (const unit of unitScanner(prompt).end(text)) reader.read(unit, text.slice(unit.start, unit.end));
  return reader;
}

/** Returns the reading of `text`, given a reader that has read all its units. */
export function readingOf(text: string, reader: AnswerReader): Reading {
  const answer = answerOf(text, reader);
  const acts = actsOf(reader.units);
  if (!isVisible(answer)) return { ...EMPTY, acts };
  const language = languageOf(answer);
  const decision = decide(reader, language === 'en' ? CALIBRATIONS.en : CALIBRATIONS.others);
  if (language === 'other' && decision.outcome !== 'empty') {
    return { outcome: 'unread', ground: 'none', language, depth: null, confidence: 1, acts };
  }
  const { outcome, ground, depth, confidence } = decision;
  return { outcome, ground, language, depth: depth === null ? null : { chars: depth, tokens: null }, confidence, acts };
}

/** A visible character: not white space, control and format characters, lone surrogates, or the Braille blank. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** The fences of a code block count for nothing without code. */
const FENCES = /```\w*/g;
const MAX_FENCES_CHARS = 100;
const isVisible = (answer: string) =>
  VISIBLE.test(answer.length > MAX_FENCES_CHARS ? answer : answer.replace(FENCES, ''));

const EMPTY: Reading = { outcome: 'empty', ground: 'none', language: 'und', depth: null, confidence: 1, acts: [] };

/** Returns the text without its reasoning, which may be in another language. */
function answerOf(text: string, { units }: AnswerReader): string {
  if (units.every(({ unit }) => unit.channel === 'answer')) return text;
  return units.flatMap(({ unit }) => (unit.channel === 'answer' ? [text.slice(unit.start, unit.end)] : [])).join(' ');
}
