import { ASKERS, countIn, firstOf, idIn, recordIn, requestIn, textIn } from './fields.ts';
import type { LogFormat, LogRecord } from './log-format.ts';
import { CREATED } from './plain.ts';
import { timeOf, unreadTime } from './time-of.ts';

/** Returns the body of the reply: beside its request, in a line of a batch, or by itself. */
function bodyOf(record: LogRecord): LogRecord | undefined {
  const reply = recordIn(record.response) ?? record;
  const body = recordIn(reply.body) ?? reply;
  return Array.isArray(body.choices) || Array.isArray(body.output) || body.error ? body : undefined;
}

/**
 * Replies of OpenAI's endpoints as servers and clients store them, with or without the request: chat completions,
 * completions, responses.
 */
export const openai: LogFormat = {
  name: 'openai',
  title: {
    en: 'OpenAI: requests and replies, stored completions',
    ja: 'OpenAI のリクエストと応答、保存済みの completion',
  },
  expects: 'request, response {created, model, choices} | created, model, choices',
  recognise: (record) => bodyOf(record) !== undefined,
  read(record) {
    const body = bodyOf(record)!;
    const request = recordIn(record.request) ?? record;
    const asked = recordIn(request.body) ?? request;
    const ended = timeOf(firstOf(body, ['completed_at']));
    const at = timeOf(firstOf(record, CREATED)) ?? timeOf(firstOf(asked, CREATED)) ?? timeOf(firstOf(body, CREATED));
    if (at === null) return unreadTime(firstOf(record, CREATED) ?? firstOf(asked, CREATED) ?? firstOf(body, CREATED));
    const status = recordIn(record.response)?.status_code;
    return {
      id: idIn(record, body),
      at,
      model: textIn(body, ['model']) ?? textIn(asked, ['model']) ?? textIn(record, ['model']) ?? '',
      asker: textIn(asked, ASKERS) ?? textIn(record, ASKERS) ?? textIn(body, ASKERS),
      prompt: requestIn(firstOf(asked, ['messages', 'input', 'prompt']) ?? body.input),
      response: body,
      failed: Boolean(body.error) || body.status === 'failed' || (typeof status === 'number' && status >= 300),
      firstTextAt: timeOf(record.first_token_at),
      endedAt: ended,
      tokens: countIn(recordIn(body.usage), ['completion_tokens', 'output_tokens']),
    };
  },
};
