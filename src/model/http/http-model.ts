import { NO_USAGE } from '../../schema/index.ts';
import type { Model, ModelAnswer, ModelRequest, UsageGuard } from '../model.ts';
import type { Attempt } from './attempt.ts';
import type { ChatHost } from './chat-host.ts';
import type { Dialect } from './dialect.ts';
import type { HostPace } from './host-pace.ts';
import { jsonOf } from './json-body.ts';
import { type Manner, mannerAfter, mannerCaveats, sentParts } from './manner.ts';
import type { Post } from './post.ts';
import { replyFailure } from './reply-failure.ts';
import { type Patience, retrying, waitAfter } from './retry.ts';

/** The parts of a model behind a server. */
export interface HttpModelParts {
  readonly id: string;
  /** Name of the model on the server. */
  readonly name: string;
  readonly host: ChatHost;
  readonly dialect: Dialect;
  readonly post: Post;
  /** Shared by all models on this host. */
  readonly pace: HostPace;
  readonly patience: Patience;
  readonly now: () => number;
}

/** Returns a model behind a server. It asks, reads, and asks again if that can help. */
export function httpModel(parts: HttpModelParts): Model {
  const { id, name, host, dialect } = parts;
  const origin = new URL(host.base).host;
  // Learnt from this server's refusals and used for all later questions.
  let manner = dialect.manner;
  const adapt = (used: Manner | null, refusal: string, request: ModelRequest): boolean => {
    // Another question may have learnt this in the meantime.
    if (manner !== used) return true;
    const next = used === null ? null : mannerAfter(used, refusal, sentParts(request));
    if (next === null) return false;
    manner = next;
    return true;
  };
  return {
    id,
    origin,
    check: (request) => void dialect.write(name, request, manner),
    caveats: () => (manner === null ? [] : mannerCaveats(origin, manner)),
    ask: async (request, signal, guard = FREE) => {
      for (;;) {
        const used = manner;
        const answer = await askOnce(parts, { request, manner: used, signal, guard }, (refusal) =>
          adapt(used, refusal, request),
        );
        if (answer !== ADAPTED) return answer;
      }
    },
  };
}

/** A question in one manner. */
interface PreparedRequest {
  readonly request: ModelRequest;
  readonly manner: Manner | null;
  readonly signal: AbortSignal;
  readonly guard: UsageGuard;
}

/**
 * Asks in one manner, as often as that can help. Returns `ADAPTED` if the server refused the manner and `adapt` found
 * another.
 */
async function askOnce(
  parts: HttpModelParts,
  asking: PreparedRequest,
  adapt: (refusal: string) => boolean,
): Promise<ModelAnswer | typeof ADAPTED> {
  const { pace, patience, name, dialect } = parts;
  const { signal } = asking;
  const body = dialect.write(name, asking.request, asking.manner);
  const attempt = (nth: number, counted: number) =>
    pace.send(() => sendOnce(parts, asking, body, adapt), {
      isAgain: nth > 1,
      waitFor: (retryAfter) =>
        (retryAfter ?? 0) > patience.longestWait
          ? null
          : waitAfter(counted + 1, retryAfter, patience.random(), patience),
      signal,
    });
  return retrying(attempt, patience, signal);
}

/** Sends one request, under its usage guard. */
async function sendOnce(
  { host: { base, key, query }, dialect, post, now }: HttpModelParts,
  { signal, guard }: PreparedRequest,
  body: unknown,
  adapt: (refusal: string) => boolean,
): Promise<Attempt<ModelAnswer | typeof ADAPTED>> {
  await guard.send();
  let outcome: Parameters<UsageGuard['settle']>[0] = signal.aborted ? 'refused' : 'lost';
  try {
    const posted = await post(`${base}${dialect.path}${query}`, dialect.headers(key), body, signal);
    if (posted.kind === 'failed') {
      if (posted.isUnsent) outcome = 'refused';
      return posted;
    }
    const reply = posted.value;
    const { status } = reply;
    const answer = status < 300 || status === 400 ? answerIn(reply.body, dialect) : null;
    if (answer !== null) outcome = answer;
    else if (status >= 300 && status < 500) outcome = 'refused';
    if (answer !== null) return { kind: 'done', value: answer };
    const isAdapted = (status === 400 || status === 422) && adapt(reply.body);
    if (isAdapted) return { kind: 'done', value: ADAPTED };
    return replyFailure(reply, { host: new URL(base).host, key, now: now() });
  } finally {
    guard.settle(outcome);
  }
}

function answerIn(body: string, { read, readStream }: Dialect): ModelAnswer | null {
  const parsed = jsonOf(body);
  return parsed === undefined ? (readStream?.(body) ?? null) : read(parsed);
}

/** The server refused how it was asked, not what it was asked; the question is asked again in another manner. */
const ADAPTED = 'adapted';

/** For callers that do not count usage. */
const FREE: UsageGuard = { send: async () => undefined, settle: () => undefined, used: NO_USAGE };
