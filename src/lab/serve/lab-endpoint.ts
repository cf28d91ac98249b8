import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { answerChat } from './answer-chat.ts';
import { ApiError } from './api-error.ts';
import { chatRequest } from './chat-request.ts';
import { chatCompletion, type Head } from './chat-response.ts';
import type { ServedModel } from './served-model.ts';
import { SlotQueue } from './slot-queue.ts';
import { streamAnswer } from './stream-answer.ts';
import { Turns } from './turns.ts';

const MOST_BODY_BYTES = 2 ** 20;
const MOST_WAITING = 1000;

export interface EndpointOptions {
  /** Unix time in seconds. */
  readonly now: () => number;
  /** Returns a seed for a request that has none. */
  readonly randomSeed: () => number;
  /** Lets the process handle its other events: `setImmediate`, as a promise. */
  readonly rest: () => Promise<unknown>;
  /** When aborted, every open answer ends with an error, and later requests for answers get a 503. */
  readonly stop?: AbortSignal;
  /** Maximum number of requests waiting for a slot of one model; 1,000 by default. */
  readonly mostWaiting?: number;
}

/**
 * Serves toy models through the part of OpenAI's API that needs no account: `/v1/models`, `/v1/models/ID` and
 * `/v1/chat/completions`, with and without streaming (server-sent events)
 * (https://platform.openai.com/docs/api-reference/chat). A final assistant turn is continued, and the answer is only
 * the continuation. The same request with a `seed` has the same answer, whatever else is running. Open answers take
 * turns token by token; nothing is computed for a consumer that does not read, and one that leaves frees its slot at
 * once. A token limit beyond the context is not an error: the answer ends at the context's end with `length`. No keys
 * are required, so bind it to loopback. Errors have OpenAI's format. Rejects only if the client left before its answer,
 * when nobody is there to receive one.
 */
export function labEndpoint(
  models: readonly ServedModel[],
  options: EndpointOptions,
): (request: Request) => Promise<Response> {
  const turns = new Turns(options.rest);
  const turn = () => turns.next();
  const started = options.now();
  const served = new Map(
    models.map((model) => [model, new SlotQueue(model.decoder, options.mostWaiting ?? MOST_WAITING)]),
  );
  const stopping = new AbortController();
  options.stop?.addEventListener('abort', () => stopping.abort(new ApiError(503, 'The server is stopping.')));
  let answers = 0;

  const find = (name: string): ServedModel => {
    const model = models.find(({ id, aliases }) => id === name || aliases?.includes(name));
    if (model !== undefined) return model;
    const names = models.map(({ id }) => id).join(', ');
    throw new ApiError(404, `The model '${name}' does not exist. Available models: ${names}.`, {
      param: 'model',
      code: 'model_not_found',
    });
  };
  const shown = ({ id }: ServedModel) => ({ id, object: 'model', created: started, owned_by: 'zenbun' });

  const app = new Hono();
  app.onError((error, c) => {
    const answer = ApiError.of(error);
    return c.json(answer, answer.status);
  });
  app.notFound((c) => c.json(new ApiError(404, `Not found: ${c.req.path}`), 404));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, allowed) =>
        c.json(new ApiError(405, `${c.req.path} takes ${allowed.join(', ')} only.`), 405, {
          Allow: allowed.join(', '),
        }),
    }),
  );

  app.get('/v1/models', (c) => c.json({ object: 'list', data: models.map(shown) }));
  app.get('/v1/models/:name', (c) => c.json(shown(find(c.req.param('name')))));
  app.post('/v1/chat/completions', bodyLimit({ maxSize: MOST_BODY_BYTES, onError: refuseBody }), async (c) => {
    const request = chatRequest(await jsonOf(c));
    const model = find(request.model);
    const left = new AbortController();
    const events = answerChat(request, {
      model,
      slots: served.get(model)!,
      turn,
      seed: request.seed ?? options.randomSeed(),
      signal: AbortSignal.any([c.req.raw.signal, stopping.signal, left.signal]),
    });
    const head: Head = {
      id: `chatcmpl-${started}-${++answers}`,
      created: options.now(),
      model: model.id,
      system_fingerprint: model.fingerprint ?? null,
    };
    if (request.stream) {
      const { includeUsage } = request;
      return streamAnswer(c, head, events, { includeUsage, onLeft: () => left.abort() });
    }
    return c.json(await chatCompletion(head, events, request.topLogprobs !== null));
  });
  return async (request) => app.fetch(request);
}

/** The rest of the body is not read, so this connection cannot be used again. */
function refuseBody(c: Context): Response {
  const error = new ApiError(413, `The body is larger than ${MOST_BODY_BYTES} bytes.`);
  return c.json(error, error.status, { Connection: 'close' });
}

async function jsonOf(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    throw new ApiError(400, 'The body is not JSON.');
  }
}
