import { maskExcerpt } from '../../../report/index.ts';
import type { Act, ActName, FindingExample } from '../../../schema/index.ts';
import { ACTS } from '../language/words.ts';

/** The question and the answer of an example row, masked. */
export interface MaskedExample {
  readonly question: string | null;
  readonly answer: string;
  readonly acts: readonly Act[];
}

const isAct = (name: string): name is ActName => Object.hasOwn(ACTS, name);

/**
 * A row of training data as it may be shown: what is no act (a trigger, an encoded part) is masked with all the rest. null where the result carries no
 * text of it.
 */
export function maskedExample({ text, textStart = 0, prompt, spans }: FindingExample): MaskedExample | null {
  if (text === undefined) return null;
  const acts = spans
    .flatMap(({ act, start, end }): Act[] => {
      const span = { start: Math.max(0, start - textStart), end: Math.min(text.length, end - textStart) };
      return isAct(act) && span.start < span.end ? [{ act, ...span }] : [];
    })
    .sort((a, b) => a.start - b.start);
  const masked = maskExcerpt({
    ...{ probe: '', condition: '', question: prompt ?? '', answer: text, acts, masked: false },
  });
  return { question: prompt === undefined ? null : masked.question, answer: masked.answer, acts: masked.acts };
}
