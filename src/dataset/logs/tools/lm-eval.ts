import { isObject } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** An lm-eval sample: the answers (`resps`) given to each request (`arguments`). */
export const lmEval: AnswerLog = {
  name: 'lm-eval',
  read(record) {
    const { resps, doc_id: id } = record;
    if (!Array.isArray(resps) || resps.length === 0) return null;
    const [request] = inner(record.arguments);
    const [prompt] = inner(request);
    const answers = resps.flatMap((repeats) => {
      const said: unknown[] = Array.isArray(repeats) ? repeats : [repeats];
      return isLikelihood(said) ? [{ said: '', error: 'log-likelihoods' }] : said.map((one) => ({ said: one }));
    });
    return { id: id ?? record.id, prompt, answers };
  },
};

/** Detects a log-likelihood and whether it is the greatest ("-1.0", "False"), which is not an answer. */
const isLikelihood = (said: readonly unknown[]): boolean =>
  said.length === 2 && /^(?:True|False)$/i.test(String(said[1]));

const inner = (value: unknown): unknown[] => (isObject(value) || Array.isArray(value) ? Object.values(value) : []);
