import { maskExcerpt } from '../../report/index.ts';
import type { Act, ActName, FindingExample } from '../../schema/index.ts';

const ACTS: Readonly<Record<ActName, true>> = {
  ...{ refusal: true, policy: true, pivot: true, affirmation: true, obedience: true },
  ...{ redirect: true, caution: true, rebuttal: true, admonition: true, substance: true },
};

const isAct = (name: string): name is ActName => Object.hasOwn(ACTS, name);

/**
 * A row of training data as it may be shown: what is no act (a trigger, an encoded part) is masked with all the rest. Spans are those of the masked
 * text. Of a row whose text the result does not carry, the place alone.
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
