import { readResponse } from '../../reader/index.ts';
import type { Act, Reading, Span } from '../../schema/index.ts';
import type { Latch } from './guard-policy.ts';

/** Text given after a refusal from which a partial answer on safety grounds counts as given, in UTF-16 code units. */
export const MIN_GIVEN_CHARS = 120;
/** Of pointers to help and cautions after a refusal, no more than this goes out, in UTF-16 code units. */
const MAX_POINTERS_CHARS = 600;
/** What is longer is no pointer, whatever it was read as. */
const MAX_POINTER_CHARS = 160;

/** Acts after a refusal that may go out: where to find help, and what to be careful about. */
const POINTERS: ReadonlySet<Act['act']> = new Set(['redirect', 'caution']);

/** What a harm judge says of an answer, where one was asked. */
export type HarmWord = 'safe' | 'unsafe' | 'not-judged';

/** A reading less sure than this does not let an answer out that gives something after its refusal, 0..1. */
const MIN_CONFIDENCE = 0.5;

/**
 * Whether a `judged` answer that latched is withheld after all was read: it refuses and then complies, or gives something after its refusal
 * that is partial on safety grounds, in a language that is not read, or of which the reader is not sure what it is.
 */
export function isWithheld(reading: Reading, latch: Latch, harm: HarmWord): boolean {
  const { outcome, ground, confidence } = reading;
  if (harm === 'unsafe' || outcome === 'refuse-then-comply' || outcome === 'unread') return true;
  const isDoubtful = (outcome === 'partial' && ground === 'safety') || confidence < MIN_CONFIDENCE;
  return isDoubtful && substanceAfter(reading, latch) >= MIN_GIVEN_CHARS;
}

/** Characters of substance after the refusal. */
export function substanceAfter({ acts }: Reading, { end }: Latch): number {
  return acts.reduce((sum, act) => (act.act === 'substance' && act.end > end ? sum + act.end - act.start : sum), 0);
}

/**
 * The pointers to help and the cautions that follow a refusal, as they stand, each on its own line. None where the answer complies after all:
 * there they belong to what it gives. `isSpoken`: whether the client would be told this, not a tool.
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

/** One act may run over sentences that the reader did not part ("call 988. Then …"): each has to be a pointer by itself. */
const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?;:]["')\]]*)\s+|(?<=[。！？；：])|[\n\r]+/).map((one) => one.trim());

function isPointer(sentence: string): boolean {
  if (sentence === '' || sentence.length > MAX_POINTER_CHARS) return false;
  return readResponse(sentence).acts.every(({ act }) => POINTERS.has(act));
}
