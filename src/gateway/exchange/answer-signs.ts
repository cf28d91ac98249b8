import { openingOf, repetitionOf } from '../../reader/index.ts';
import type { FinishKind } from '../../schema/index.ts';
import type { Letter } from '../guard/letter.ts';

const FINISHES: Readonly<Record<string, FinishKind>> = {
  stop: 'stop',
  end_turn: 'stop',
  stop_sequence: 'stop',
  completed: 'stop',
  eos: 'stop',
  length: 'length',
  max_tokens: 'length',
  max_output_tokens: 'length',
  incomplete: 'length',
  content_filter: 'filtered',
  refusal: 'filtered',
  tool_calls: 'tool',
  tool_use: 'tool',
  function_call: 'tool',
};

/** Maps the reason why an answer ended to one vocabulary for all endpoints; null if the server gave none. */
export const finishKind = (reason: string | null): FinishKind | null =>
  reason === null ? null : Object.hasOwn(FINISHES, reason) ? FINISHES[reason]! : 'other';

/** Signs of a changed model that reveal nothing of the text. Same fields as in AnswerFacts. */
export interface LetterSigns {
  readonly opening: number | null;
  readonly repetition: number | null;
  readonly toolJson: boolean | null;
}

export function signsOf(letter: Letter): LetterSigns {
  const parts = letter.wholes();
  const text = parts.find(({ channel }) => channel === 'content' || channel === 'refusal')?.text ?? '';
  const calls = parts.filter(({ channel, part }) => channel === 'tool' && !part.endsWith('.name'));
  return {
    opening: text.trim() === '' ? null : openingOf(text),
    repetition: text.trim() === '' ? null : repetitionOf(text),
    toolJson: calls.length === 0 ? null : calls.every(isSoundCall),
  };
}

/**
 * Arguments must be JSON. The input of a custom tool may be any text, but if it begins like an object, it is meant as
 * one.
 */
function isSoundCall({ part, text }: { readonly part: string; readonly text: string }): boolean {
  if (!part.endsWith('arguments') && !text.trimStart().startsWith('{')) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return text.trim() === '';
  }
}
