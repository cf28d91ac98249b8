import type { GuardedAnswer } from '../guard/answer-guard.ts';
import type { Letter } from '../guard/letter.ts';

/** One answer, read to its end. */
export interface GuardedChoice {
  readonly letter: Letter;
  /** Why the server ended it, in its own word; null where it did not. */
  readonly finish: string | null;
  readonly guarded: GuardedAnswer;
}

/** What stands in place of a reason that the server did not give. */
export const endOf = (finish: string | null): string => finish ?? 'stop';

/** What is said after a cut, and how the answer ends. */
export interface ChoiceAddition {
  readonly text: string;
  readonly filtered: boolean;
}

/**
 * What a cut answer says after its cut: the answer of the fallback; else pointers to help, and, if anything was withheld, the notice.
 * null for an answer that is not cut.
 */
export function additionOf(
  { guarded, letter }: GuardedChoice,
  notice: string,
  fallback: string | undefined,
): ChoiceAddition | null {
  const { cut, pointers, withheldChars } = guarded;
  if (cut === null) return null;
  const before = letter.text().slice(0, cut);
  if (fallback !== undefined) return { text: joined(before, [fallback]), filtered: false };
  const filtered = withheldChars > 0;
  return { text: joined(before, [pointers, filtered ? notice : '']), filtered };
}

/** Paragraphs after a text: the first is set off, if there is something before it. */
function joined(before: string, paragraphs: readonly string[]): string {
  const text = paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
  return text === '' || before.trim() === '' ? text : `\n\n${text}`;
}

/** All that the client has of an answer. */
export function releasedText({ guarded, letter }: GuardedChoice, addition: ChoiceAddition | null): string {
  const text = letter.text();
  return addition === null ? text : text.slice(0, guarded.cut ?? text.length) + addition.text;
}
