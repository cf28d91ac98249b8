import { maskExcerpt } from '../../report/index.ts';
import type { Act, ActName, FindingExample } from '../../schema/index.ts';

const ACTS: Readonly<Record<ActName, true>> = {
  ...{ refusal: true, policy: true, pivot: true, affirmation: true, obedience: true },
  ...{ redirect: true, caution: true, rebuttal: true, admonition: true, substance: true },
};

const isAct = (name: string): name is ActName => Object.hasOwn(ACTS, name);

/**
 * Masks a row of training data so that it may be shown: anything that is no act (a trigger, an encoded part) is masked
 * with the rest. Spans refer to the masked text. If the result does not carry the row's text, only its place is kept.
 */
export function maskedExample({ path, line, physicalLine, turn, ...row }: FindingExample): FindingExample {
  const place = { path, line, ...(physicalLine === undefined ? {} : { physicalLine }), turn };
  const { text, textStart = 0, prompt, spans } = row;
  if (text === undefined) return { ...place, spans: [] };
  const acts = spans
    .flatMap(({ act, start, end }): Act[] => {
      const span = { start: Math.max(0, start - textStart), end: Math.min(text.length, end - textStart) };
      return isAct(act) && span.start < span.end ? [{ act, ...span }] : [];
    })
    .sort((a, b) => a.start - b.start);
  const { question, answer, ...masked } = maskExcerpt({
    ...{ probe: '', condition: '', question: prompt ?? '', answer: text, acts, masked: false },
  });
  return {
    ...{ ...place, spans: masked.acts, text: answer, textStart: 0 },
    ...(prompt === undefined ? {} : { prompt: question }),
  };
}
