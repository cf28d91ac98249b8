import { Agent, request } from 'undici';
import { ZenbunError } from '../../errors.ts';

/** A server of models whose answers are passed on as they come. Times in milliseconds. */
export interface UpstreamOptions {
  /** Up to and including `/v1`; paths are appended from after `/v1`. Its query is part of every request. */
  readonly baseUrl: string;
  /** Headers that identify us there (`authorization`, `x-api-key`); never the client's. */
  readonly headers: Readonly<Record<string, string>>;
  readonly connectTimeoutMs: number;
  /** Until the head of an answer is there. */
  readonly headersTimeoutMs: number;
  /** Between two pieces of an answer. */
  readonly idleTimeoutMs: number;
}

export const DEFAULT_UPSTREAM_TIMES = {
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 300_000,
  idleTimeoutMs: 120_000,
} as const;

interface SentRequest {
  readonly path: string;
  /** What a client asked in its query, without the question mark; '' where nothing. Names that the server's own URL has are left out. */
  readonly query: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

interface ReceivedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** An open server: `send` may be called any number of times at once; `close` waits for what runs. */
export interface HttpUpstream {
  /** Rejects with `upstream` where the server cannot be reached or is silent for too long, and with the signal's reason. */
  send(sent: SentRequest, signal: AbortSignal): Promise<ReceivedAnswer>;
  close(): Promise<void>;
}

/**
 * Opens a server over kept-alive connections. Redirects are not followed: they would carry the key along. Nothing is tried again: the client
 * does that, and every try is an exchange of its own.
 */
export function openUpstream({ baseUrl, headers, ...times }: UpstreamOptions): HttpUpstream {
  const { origin, pathname, search } = new URL(baseUrl);
  const base = pathname.replace(/\/+$/, '');
  const agent = new Agent({
    connect: { timeout: times.connectTimeoutMs },
    headersTimeout: times.headersTimeoutMs,
    bodyTimeout: times.idleTimeoutMs,
    pipelining: 1,
  });
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
        return { status: answer.statusCode, headers: lastOf(answer.headers), body: answer.body };
      } catch (cause) {
        signal.throwIfAborted();
        throw unreached(origin, cause);
      }
    },
    close: () => agent.close(),
  };
}

/** The query of the server's URL, then what of a client's has other names, as it was written. */
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
