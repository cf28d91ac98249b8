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

/** The reason why an answer ended, alike for all endpoints; null where the server gave none. */
export const finishKind = (reason: string | null): FinishKind | null =>
  reason === null ? null : Object.hasOwn(FINISHES, reason) ? FINISHES[reason]! : 'other';

/** What of a letter tells of a change of the model without telling the text. As AnswerFacts has them. */
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

/** Arguments are JSON; the input of a custom tool is any text, but one that begins as an object is meant as one. */
function isSoundCall({ part, text }: { readonly part: string; readonly text: string }): boolean {
  if (!part.endsWith('arguments') && !text.trimStart().startsWith('{')) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return text.trim() === '';
  }
}
