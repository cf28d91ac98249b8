import type { WireEvent } from '../../wire/index.ts';
import type { AnswerGuard } from '../guard/answer-guard.ts';
import type { Letter, LetterRange } from '../guard/letter.ts';

/** An event that has not gone out yet; `ranges` locates its pieces in the letters of their answers. */
export interface WaitingEvent {
  readonly event: WireEvent;
  readonly ranges: readonly LetterRange[];
}

/** An answer of a stream that is still being read. */
export interface OpenChoice {
  readonly letter: Letter;
  readonly guard: AnswerGuard;
  finish: string | null;
  /** End of the text that was sent, in UTF-16 code units of the letter. */
  sent: number;
  /** Time since which its text has been waiting, in milliseconds since 1970. */
  since: number;
}

/** Reports whether an event only adds text to answers that have not ended. */
export function isOfOthers({ pieces, finishes, isLast }: WireEvent, ended: ReadonlySet<number>): boolean {
  return pieces.length > 0 && !isLast && finishes.length === 0 && pieces.every(({ choice }) => !ended.has(choice));
}
