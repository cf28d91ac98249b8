import type { GuardedAnswer } from '../guard/guarded-answer.ts';
import type { Letter } from '../guard/letter.ts';

/** One answer, read to its end. */
export interface GuardedChoice {
  readonly letter: Letter;
  /** Why the server ended it, in its own word; null where it did not. */
  readonly finish: string | null;
  /** What had gone out when it was read to its end, in UTF-16 code units of the letter. */
  readonly sent: number;
  readonly guarded: GuardedAnswer;
}

/** What is said after a cut, and how the answer ends. */
export interface ChoiceAddition {
  readonly text: string;
  readonly filtered: boolean;
  /** The reason of the answer that stands in place of this one; null: its own. */
  readonly finish: string | null;
}

/** An answer of a fallback that goes out. */
export interface Substitute {
  readonly text: string;
  readonly finish: string | null;
}

/**
 * What a cut answer says after its cut: the answer of the fallback; else its refusal if that did not go out, pointers to help, and, if anything
 * was withheld, the notice. null for an answer that is not cut.
 */
export function additionOf(
  { guarded, letter }: GuardedChoice,
  notice: string,
  substitute: Substitute | null,
): ChoiceAddition | null {
  const { cut, refusal, pointers, withheldChars } = guarded;
  if (cut === null) return null;
  const before = letter.text().slice(0, cut);
  if (substitute !== null)
    return { text: joined(before, [substitute.text]), filtered: false, finish: substitute.finish };
  const filtered = withheldChars > 0;
  const text = refusal + joined(before + refusal, [pointers, filtered ? notice : '']);
  return { text, filtered, finish: null };
}

/** Paragraphs after a text: the first is set off, if there is something before it. */
function joined(before: string, paragraphs: readonly string[]): string {
  const text = paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
  return text === '' || before.trim() === '' ? text : `\n\n${text}`;
}

/** All that the client has of an answer. */
function releasedText({ guarded, letter }: GuardedChoice, addition: ChoiceAddition | null): string {
  const text = letter.text();
  return addition === null ? text : text.slice(0, guarded.cut ?? text.length) + addition.text;
}

/** The same of an answer that goes out whole: its reasoning and its calls of tools do not go out where something is cut. */
export function releasedContent({ guarded, letter }: GuardedChoice, addition: ChoiceAddition): string {
  return letter.spokenBefore(guarded.cut ?? letter.length) + addition.text;
}

/** What a client had that left. */
export const sentOf = (choices: ReadonlyMap<number, GuardedChoice>): ReadonlyMap<number, string> =>
  new Map([...choices].map(([choice, { letter, sent }]) => [choice, letter.text().slice(0, sent)]));

/** What the client gets of answers that are cut. */
export const releasedOf = (
  choices: ReadonlyMap<number, GuardedChoice>,
  additions: ReadonlyMap<number, ChoiceAddition>,
) => new Map([...additions].map(([choice, addition]) => [choice, releasedText(choices.get(choice)!, addition)]));
