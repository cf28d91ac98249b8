import { isObject } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** A sample of lm-eval: for each request (`arguments`) the answers that were given (`resps`). */
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

/** A log-likelihood and whether it is the greatest ("-1.0", "False") is no answer of a model. */
const isLikelihood = (said: readonly unknown[]): boolean =>
  said.length === 2 && /^(?:True|False)$/i.test(String(said[1]));

const inner = (value: unknown): unknown[] => (isObject(value) || Array.isArray(value) ? Object.values(value) : []);
