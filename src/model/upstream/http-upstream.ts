import { Agent, request } from 'undici';
import { ZenbunError } from '../../errors.ts';

/** A model server whose answers are passed on as they arrive. Times in milliseconds. */
export interface UpstreamOptions {
  /**
   * Base URL up to and including `/v1`; the part of a path after `/v1` is appended. Its query is part of every request.
   */
  readonly baseUrl: string;
  /** Headers that identify us to the server (`authorization`, `x-api-key`); never the client's. */
  readonly headers: Readonly<Record<string, string>>;
  readonly connectTimeoutMs: number;
  /** Until the first piece of a streamed answer arrives, or a whole one is complete. */
  readonly timeoutMs: number;
  /** Between two pieces of a streamed answer. */
  readonly idleTimeoutMs: number;
}

export const DEFAULT_UPSTREAM_TIMES = {
  connectTimeoutMs: 10_000,
  timeoutMs: 300_000,
  idleTimeoutMs: 120_000,
} as const;

interface SentRequest {
  readonly path: string;
  /**
   * The client's query, without the question mark, or '' if there is none. Names that occur in the server's own URL are
   * left out.
   */
  readonly query: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

interface ReceivedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
  /** How long the answer is to be waited for: only who reads it can tell its pieces from other bytes. */
  readonly bounds: { readonly firstMs: number; readonly idleMs: number };
}

/** An open server. `send` may be called concurrently any number of times; `close` waits for running requests. */
export interface HttpUpstream {
  /**
   * Rejects with `upstream` if the server cannot be reached or sends no head in time, or with the signal's reason. The
   * body rejects if no byte arrives for longer than both times, or with the signal's reason.
   */
  send(sent: SentRequest, signal: AbortSignal): Promise<ReceivedAnswer>;
  close(): Promise<void>;
}

/**
 * Opens a server over kept-alive connections. Redirects are not followed, because they would pass on the key. Nothing
 * is retried; the client does that, and every try is a separate exchange.
 */
export function openUpstream({ baseUrl, headers, ...times }: UpstreamOptions): HttpUpstream {
  const { origin, pathname, search } = new URL(baseUrl);
  const base = pathname.replace(/\/+$/, '');
  const agent = new Agent({
    connect: { timeout: times.connectTimeoutMs },
    headersTimeout: times.timeoutMs,
    bodyTimeout: Math.max(times.timeoutMs, times.idleTimeoutMs),
    pipelining: 1,
  });
  const bounds = { firstMs: times.timeoutMs, idleMs: times.idleTimeoutMs };
  return {
    async send(sent, signal) {
      try {
        const answer = await request(
          `${origin}${base}${sent.path.replace(/^\/v1/, '')}${queryOf(search, sent.query)}`,
          {
            dispatcher: agent,
            method: sent.method,
            headers: {
              ...sent.headers,
              'content-type': 'application/json',
              accept: 'application/json, text/event-stream',
              'accept-encoding': 'identity',
              ...headers,
            },
            body: sent.body,
            signal,
          },
        );
        return { status: answer.statusCode, headers: lastOf(answer.headers), body: answer.body, bounds };
      } catch (cause) {
        signal.throwIfAborted();
        throw unreached(origin, cause);
      }
    },
    close: () => agent.close(),
  };
}

/** Joins the query of the server's URL and those parts of the client's query, as written, that have other names. */
function queryOf(own: string, asked: string): string {
  const names = new URLSearchParams(own);
  const more = asked
    .split('&')
    .filter((pair) => pair !== '' && ![...new URLSearchParams(pair).keys()].some((name) => names.has(name)));
  const all = [own.slice(1), ...more].filter((part) => part !== '');
  return all.length === 0 ? '' : `?${all.join('&')}`;
}

const lastOf = (headers: Readonly<Record<string, string | string[] | undefined>>) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().at(-1)!]])),
  );

function unreached(origin: string, cause: unknown): ZenbunError {
  const code = (cause as { code?: unknown })?.code;
  const why = typeof code === 'string' ? code : 'no answer';
  return new ZenbunError(
    'upstream',
    { en: `${origin} did not answer (${why})`, ja: `${origin} から応答がありません（${why}）` },
    { cause },
  );
}
