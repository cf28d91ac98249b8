import { ASKERS, countIn, firstOf, idIn, recordIn, replyOf, requestIn, textIn } from './fields.ts';
import type { LogFormat } from './log-format.ts';
import { timeOf, unreadTime } from './time-of.ts';

/** Spend logs of LiteLLM's proxy (with stored prompts), and the standard payload that its callbacks write. */
export const litellm: LogFormat = {
  name: 'litellm',
  title: { en: 'LiteLLM: spend logs, logging payload', ja: 'LiteLLM の spend log、ロギングのペイロード' },
  expects: 'startTime, messages, response, model',
  recognise: (record) => record.startTime !== undefined && ('response' in record || 'messages' in record),
  read(record) {
    const at = timeOf(record.startTime);
    if (at === null) return unreadTime(record.startTime);
    const reply = recordIn(record.response);
    const asked = requestIn(record.messages) ?? requestIn(record.proxy_server_request);
    return {
      id: idIn(record),
      at,
      model: textIn(record, ['model_group', 'model']) ?? '',
      asker: textIn(record, ASKERS),
      prompt: asked,
      // Prompts and answers are stored only if somebody has switched that on; otherwise there is an empty object.
      response: reply !== undefined && Object.keys(reply).length === 0 ? undefined : replyOf(record.response),
      failed: record.status === 'failure',
      firstTextAt: timeOf(record.completionStartTime),
      endedAt: timeOf(record.endTime),
      tokens:
        countIn(record, ['completion_tokens']) ??
        countIn(recordIn(firstOf(reply ?? {}, ['usage'])), ['completion_tokens']),
    };
  },
};
