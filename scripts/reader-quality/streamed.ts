import { startReading } from '../../src/reader/index.ts';
import type { Act } from '../../src/schema/index.ts';
import type { LabelledAnswer } from '../../training/reader/answers.ts';

/** Counts the answers in which an act reported during streaming changed at the end; in pieces of four characters. */
export function streamedAnswers(answers: readonly LabelledAnswer[]): { readonly changed: number; readonly of: number } {
  let changed = 0;
  for (const { text, request } of answers) {
    const reader = startReading({ prompt: request });
    const told: Act[] = [];
    for (let i = 0; i < text.length; i += 4) told.push(...reader.push(text.slice(i, i + 4)));
    const { acts } = reader.end();
    const stands = ({ act, start, end }: Act) =>
      acts.some((last) => last.act === act && last.start <= start && last.end >= end);
    if (!told.every(stands)) changed += 1;
  }
  return { changed, of: answers.length };
}
