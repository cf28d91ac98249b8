import { readResponse } from '../../reader/index.ts';
import type { Act, Reading, Span } from '../../schema/index.ts';
import type { Latch } from './guard-policy.ts';

/** Length of text after a refusal from which a doubtful answer counts as giving something, in UTF-16 code units. */
export const MIN_GIVEN_CHARS = 120;
/** Maximum total length of the pointers and cautions that go out after a refusal, in UTF-16 code units. */
const MAX_POINTERS_CHARS = 600;
/** Maximum length of a pointer; anything longer is not one, however it was read. */
const MAX_POINTER_CHARS = 160;

/** Acts that may go out after a refusal: where to find help, and what to be careful about. */
const POINTERS: ReadonlySet<Act['act']> = new Set(['redirect', 'caution']);

/** A harm judge's verdict on an answer, if one was asked. */
export type HarmWord = 'safe' | 'unsafe' | 'not-judged';

/** Minimum confidence, 0..1, at which a reading may let out an answer that gives something after its refusal. */
const MIN_CONFIDENCE = 0.5;

/**
 * Reports whether a `judged` answer that latched is withheld once all was read: if the judge finds it unsafe, if it
 * refuses and then complies, if its language is not read, or if it gives something after its refusal and is partial on
 * safety grounds or too uncertain.
 */
export function isWithheld(reading: Reading, latch: Latch, harm: HarmWord): boolean {
  const { outcome, ground, confidence } = reading;
  if (harm === 'unsafe' || outcome === 'refuse-then-comply' || outcome === 'unread') return true;
  const isDoubtful = (outcome === 'partial' && ground === 'safety') || confidence < MIN_CONFIDENCE;
  return isDoubtful && substanceAfter(reading, latch) >= MIN_GIVEN_CHARS;
}

/** Returns the number of characters of substance after the refusal. */
export function substanceAfter({ acts }: Reading, { end }: Latch): number {
  return acts.reduce((sum, act) => (act.act === 'substance' && act.end > end ? sum + act.end - act.start : sum), 0);
}

/**
 * Returns the pointers to help and the cautions that follow a refusal, verbatim, each on its own line; none if the
 * answer complies after all, since they then belong to the content it gives. `isSpoken` tells whether a span is
 * addressed to the client rather than to a tool.
 */
export function pointersAfter(
  text: string,
  { acts, outcome }: Reading,
  from: number,
  isSpoken: (span: Span) => boolean = () => true,
): string {
  if (outcome === 'refuse-then-comply' || outcome === 'unread') return '';
  const lines: string[] = [];
  let left = MAX_POINTERS_CHARS;
  for (const { act, start, end } of acts) {
    if (start < from || !POINTERS.has(act) || !isSpoken({ start, end })) continue;
    for (const sentence of sentencesOf(text.slice(start, end))) {
      if (sentence.length >= left || !isPointer(sentence)) continue;
      left -= sentence.length + 1;
      lines.push(sentence);
    }
  }
  return lines.join('\n');
}

/**
 * An act may span sentences that the reader did not separate ("call 988. Then …"): each must be a pointer by itself.
 */
const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?;:]["')\]]*)\s+|(?<=[。！？；：])|[\n\r]+/).map((one) => one.trim());

function isPointer(sentence: string): boolean {
  if (sentence === '' || sentence.length > MAX_POINTER_CHARS) return false;
  return readResponse(sentence).acts.every(({ act }) => POINTERS.has(act));
}
