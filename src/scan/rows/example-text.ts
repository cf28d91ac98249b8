import type { Mark } from '../../detectors/index.ts';
import type { Example } from '../../schema/index.ts';
import { wellFormed } from './well-formed.ts';

/** Maximum length of a turn in an example, in UTF-16 code units. */
const MAX_TEXT = 2_000;
/** Maximum length of the preceding request, in UTF-16 code units. */
const MAX_PROMPT = 600;
/** Length of text kept before the first span when the beginning of the turn is cut off. */
const LEAD = 200;

/**
 * Returns the text that a mark refers to and the request before it, both cut to a bounded length. The text is cut
 * around the mark's first span.
 */
export function exampleText(example: Example, mark: Mark): { text: string; textStart: number; prompt: string } {
  const whole = mark.turn < 0 ? (example.rejected ?? '') : (example.turns[mark.turn]?.text ?? '');
  const first = mark.spans[0]?.start ?? 0;
  const fromStart = whole.length <= MAX_TEXT || first <= MAX_TEXT / 4;
  const textStart = fromStart ? 0 : boundary(whole, first - LEAD);
  return {
    text: copy(whole.slice(textStart, boundary(whole, textStart + MAX_TEXT))),
    textStart,
    prompt: copy(cutPrompt(example, mark.turn)),
  };
}

function cutPrompt(example: Example, turn: number): string {
  const before = turn < 0 ? example.turns.length : turn;
  for (let i = before - 1; i >= 0; i -= 1) {
    const { role, text } = example.turns[i]!;
    if (role === 'user') return text.slice(0, boundary(text, MAX_PROMPT));
  }
  return '';
}

/** Returns the offset, or the one before it if it would split a surrogate pair. */
function boundary(text: string, offset: number): number {
  if (offset >= text.length) return text.length;
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff && offset > 0 ? offset - 1 : offset;
}

/** Copies a slice. A slice keeps the whole string alive; a copy lets the row, and the chunk behind it, be freed. */
function copy(slice: string): string {
  return structuredClone(wellFormed(slice));
}
