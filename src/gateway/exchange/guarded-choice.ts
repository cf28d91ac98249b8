import type { GuardedAnswer } from '../guard/guarded-answer.ts';
import type { Letter } from '../guard/letter.ts';

/** One answer, read to its end. */
export interface GuardedChoice {
  readonly letter: Letter;
  /** Reason why the server ended it, in its own word; null if it did not. */
  readonly finish: string | null;
  /** End of the text that had gone out when the answer was read to its end, in UTF-16 code units of the letter. */
  readonly sent: number;
  readonly guarded: GuardedAnswer;
}

/** Text added after a cut, and how the answer ends. */
export interface ChoiceAddition {
  readonly text: string;
  readonly filtered: boolean;
  /** Finish reason of the answer that replaces this one; null to keep its own. */
  readonly finish: string | null;
}

/** A fallback's answer that goes out. */
export interface Substitute {
  readonly text: string;
  readonly finish: string | null;
}

/**
 * Returns what a cut answer says after its cut: the fallback's answer if there is one; otherwise its refusal unless
 * that already went out, pointers to help and, if anything was withheld, the notice. Returns null for an answer that is
 * not cut.
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

/** Joins paragraphs that follow a text; the first is set off if there is anything before it. */
function joined(before: string, paragraphs: readonly string[]): string {
  const text = paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
  return text === '' || before.trim() === '' ? text : `\n\n${text}`;
}

/** Returns everything the client receives of an answer. */
function releasedText({ guarded, letter }: GuardedChoice, addition: ChoiceAddition | null): string {
  const text = letter.text();
  return addition === null ? text : text.slice(0, guarded.cut ?? text.length) + addition.text;
}

/** Does the same for a cut answer that is not streamed, leaving out its reasoning and tool calls. */
export function releasedContent({ guarded, letter }: GuardedChoice, addition: ChoiceAddition): string {
  return letter.spokenBefore(guarded.cut ?? letter.length) + addition.text;
}

/** Returns what a client that left had received of each answer. */
export const sentOf = (choices: ReadonlyMap<number, GuardedChoice>): ReadonlyMap<number, string> =>
  new Map([...choices].map(([choice, { letter, sent }]) => [choice, letter.text().slice(0, sent)]));

/** Returns what the client receives of each cut answer. */
export const releasedOf = (
  choices: ReadonlyMap<number, GuardedChoice>,
  additions: ReadonlyMap<number, ChoiceAddition>,
) => new Map([...additions].map(([choice, addition]) => [choice, releasedText(choices.get(choice)!, addition)]));
