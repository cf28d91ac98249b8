import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { AnswerEvent } from './answer-chat.ts';
import { ApiError } from './api-error.ts';
import { chatChunk, type Head } from './chat-response.ts';

/**
 * Sends events as server-sent events, ending with `[DONE]`. Rejects if the first event fails, so that the failure can
 * still be an answer with a status. A later failure is sent as an error, without `[DONE]`. `onLeft` is called when the
 * consumer leaves.
 */
export async function streamAnswer(
  c: Context,
  head: Head,
  events: AsyncGenerator<AnswerEvent, void, void>,
  options: { includeUsage: boolean; onLeft: () => void },
): Promise<Response> {
  const first = await events.next();
  return streamSSE(c, async (stream) => {
    stream.onAbort(options.onLeft);
    const send = (data: unknown) => stream.writeSSE({ data: JSON.stringify(data) });
    try {
      for (let next = first; !next.done; next = await events.next()) {
        const chunk = chatChunk(head, next.value, options.includeUsage);
        // A write completes only when the consumer has room for more, which makes the model wait for a slow consumer.
        if (chunk !== null) await send(chunk);
      }
      await stream.writeSSE({ data: '[DONE]' });
    } catch (cause) {
      if (!stream.aborted) await send(ApiError.of(cause));
    } finally {
      await events.return();
    }
  });
}
