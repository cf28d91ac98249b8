import type { Mark } from '../../detectors/index.ts';
import type { Example } from '../../schema/index.ts';
import { wellFormed } from './well-formed.ts';

/** UTF-16 code units of a turn that an example keeps. */
const MAX_TEXT = 2_000;
/** UTF-16 code units of the request before it. */
const MAX_PROMPT = 600;
/** What stays before the first span when the beginning of the turn is cut away. */
const LEAD = 200;

/** The text that a mark speaks of and the request before it, cut to a bounded length around the mark's first span. */
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

/** The offset itself, or one before it where it would part a surrogate pair. */
function boundary(text: string, offset: number): number {
  if (offset >= text.length) return text.length;
  const unit = text.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff && offset > 0 ? offset - 1 : offset;
}

/** A slice holds on to the whole it was cut from; a copy lets the row, and the chunk behind it, go. */
function copy(slice: string): string {
  return structuredClone(wellFormed(slice));
}
