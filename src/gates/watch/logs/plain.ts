import { ASKERS, firstOf, idIn, textIn } from './fields.ts';
import type { LogFormat } from './log-format.ts';
import { timeOf, unreadTime } from './time-of.ts';

/** Names of the time of a request. */
export const CREATED = ['time', 'timestamp', 'created', 'created_at', 'createdAt', 'date', 'datetime', '時刻', '日時'];

/** A time beside anything that every other zenbun command reads: `response`, `messages`, `choices` … */
export const plain: LogFormat = {
  name: 'plain',
  title: { en: 'a time, an answer, and what is known besides', ja: '時刻と回答、そのほか分かっていること' },
  expects: 'time | timestamp | created, response | messages, prompt, user, model',
  recognise: (record) => firstOf(record, CREATED) !== undefined,
  read(record) {
    const at = timeOf(firstOf(record, CREATED));
    if (at === null) return unreadTime(firstOf(record, CREATED));
    return {
      id: idIn(record),
      at,
      model: textIn(record, ['model', 'model_name']) ?? '',
      asker: textIn(record, ASKERS),
      prompt: undefined,
      response: record,
      failed: null,
      firstTextAt: null,
      endedAt: null,
      tokens: null,
    };
  },
};
