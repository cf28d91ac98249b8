import * as z from 'zod';
import { ZenbunError } from '../../errors.ts';
import type { Dialect } from '../http/dialect.ts';

const REPLY = z.looseObject({ model: z.string().nullish().catch(null), results: z.array(z.unknown()) });

/** Reports whether a model answers only at this endpoint: `omni-moderation-latest`, `text-moderation-stable`. */
export const isModerationModel = (name: string): boolean => /^(omni|text)-moderation\b/.test(name);

/**
 * OpenAI's moderation endpoint (https://platform.openai.com/docs/api-reference/moderations). It takes one text, without
 * a conversation around it. The answer is the whole body of the reply, as JSON.
 */
export const moderations: Dialect = {
  path: '/moderations',
  manner: null,
  headers: (key) => (key === '' ? {} : { authorization: `Bearer ${key}` }),
  write: (model, { turns, prefill }) => {
    const [only, ...others] = turns;
    if (only === undefined || others.length > 0 || prefill !== undefined)
      throw new ZenbunError('usage', {
        en: `${model} accepts a single text, not a conversation`,
        ja: `${model} が受け付けるのは 1 つの文章だけで、会話には対応していません`,
      });
    return { model, input: only.text };
  },
  read: (reply) => {
    const read = REPLY.safeParse(reply);
    if (!read.success) return null;
    const servedModel = read.data.model ?? null;
    return { text: JSON.stringify(reply), finish: 'stop', promptTokens: null, completionTokens: null, servedModel };
  },
};
