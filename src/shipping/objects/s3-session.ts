import { Buffer } from 'node:buffer';
import { setTimeout as pauseFor } from 'node:timers/promises';
import { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { ZenbunError } from '../../errors.ts';
import { objectPlaceOf, ownSignal, requireObject } from '../../files/index.ts';
import { type Bucket, openBucket, type S3Environment, s3AccessOf } from '../s3-bucket.ts';
import type { S3Answer } from './s3-answer.ts';
import { givenUp, PassingTrouble } from './s3-trouble.ts';

/** The patience of requests. Times are in milliseconds. */
export interface S3Patience {
  /** Wait before each further attempt; there is one more attempt than waits. */
  readonly waitsMs: readonly number[];
  /** Limit until the head of an answer arrives, and between two pieces of its body. */
  readonly idleMs: number;
  /** Limit until an answer is complete. */
  readonly totalMs: number;
  /** Limit for cancelling a failed upload, retries included. */
  readonly abortMs: number;
}

export const PATIENCE: S3Patience = {
  waitsMs: [200, 500, 1000, 2000, 5000, 10_000, 20_000],
  idleMs: 30_000,
  totalMs: 600_000,
  abortMs: 10_000,
};

/** A request to a bucket, or to an object in it. */
export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** `s3://bucket/key`. */
  readonly place: string;
  /** Addresses the bucket: the key is part of the query. */
  readonly ofBucket?: boolean;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/**
 * Signed requests to the buckets of one environment. Each is sent once; `insist` repeats those with transient failures.
 */
export class S3Session {
  readonly #env: S3Environment;
  readonly patience: S3Patience;
  readonly #buckets = new Map<string, Promise<Bucket>>();
  readonly #dispatcher: Dispatcher;

  constructor(env: S3Environment, patience: S3Patience) {
    this.#env = env;
    this.patience = patience;
    this.#dispatcher = new EnvHttpProxyAgent({
      httpProxy: proxyIn(env, 'http_proxy', 'HTTP_PROXY'),
      httpsProxy: proxyIn(env, 'https_proxy', 'HTTPS_PROXY'),
      noProxy: env.no_proxy || env.NO_PROXY || 'localhost,127.0.0.1,[::1]',
      headersTimeout: patience.idleMs,
      bodyTimeout: patience.idleMs,
    });
  }

  /**
   * Rejects with `PassingTrouble` if there is no answer, with `usage` like `openBucket`, and with the signal's reason.
   */
  async send(sent: S3Request, signal: AbortSignal | undefined): Promise<S3Answer> {
    const { url, headers } = await this.#signed(sent);
    const own = ownSignal(signal);
    const timer = setTimeout(() => own.abort(new PassingTrouble(TOO_SLOW)), this.patience.totalMs);
    const end = () => {
      clearTimeout(timer);
      own.forget();
    };
    try {
      const answer = await request(url, {
        dispatcher: this.#dispatcher,
        method: sent.method,
        headers,
        body: sent.body ?? null,
        signal: own.signal,
      });
      const blocks = () => blocksOf(answer.body as AsyncIterable<Buffer>, own.signal, end);
      return {
        status: answer.statusCode,
        header: (name) => [answer.headers[name]].flat()[0],
        blocks,
        text: (most) => textOf(blocks(), most),
      };
    } catch (cause) {
      end();
      throw passing(cause, own.signal);
    }
  }

  /**
   * Repeats an attempt that ends in `PassingTrouble`, after growing waits; finally throws `upstream`, which names
   * `place`.
   */
  async insist<T>(place: string, signal: AbortSignal | undefined, attempt: () => Promise<T>): Promise<T> {
    const { waitsMs } = this.patience;
    for (let tries = 1; ; tries += 1) {
      signal?.throwIfAborted();
      try {
        return await attempt();
      } catch (cause) {
        if (!(cause instanceof PassingTrouble)) throw cause;
        signal?.throwIfAborted();
        const waitMs = waitsMs[tries - 1];
        if (waitMs === undefined) throw givenUp(place, tries, cause);
        // Shards that failed together must not come back together.
        const spread = waitMs * (0.5 + Math.random());
        await pauseFor(Math.max(cause.waitMs, spread), undefined, { signal }).catch(() => signal?.throwIfAborted());
      }
    }
  }

  async #signed({ method, place, ofBucket, query, headers }: S3Request) {
    const { bucket, key } = ofBucket === true ? objectPlaceOf(place) : requireObject(place);
    const path = ofBucket === true ? '' : key.split('/').map(urlEncoded).join('/');
    const { prefix, sign } = await this.#bucket(bucket);
    const asked = Object.entries(query ?? {}).map(([name, value]) => `${urlEncoded(name)}=${urlEncoded(value)}`);
    const url = `${prefix}${path}${asked.length === 0 ? '' : `?${asked.join('&')}`}`;
    try {
      const signed = await sign(url, { method, headers: { ...headers } });
      return { url, headers: { ...headers, ...Object.fromEntries(signed.headers) } };
    } catch (cause) {
      throw wrongEndpoint(cause);
    }
  }

  /** Reads the keys from the environment when the first bucket is needed. */
  #bucket(name: string): Promise<Bucket> {
    const known = this.#buckets.get(name) ?? openBucket(`s3://${name}`, () => s3AccessOf(this.#env));
    this.#buckets.set(name, known);
    return known;
  }
}

/**
 * Returns the first variable that is set, '' if none is. Throws `usage` for an invalid URL, without showing it: it may
 * hold a password.
 */
function proxyIn(env: S3Environment, ...names: readonly string[]): string {
  const name = names.find((one) => env[one]);
  const proxy = name === undefined ? '' : env[name]!;
  if (proxy === '' || (URL.canParse(proxy) && /^https?:/i.test(proxy))) return proxy;
  throw new ZenbunError(
    'usage',
    { en: `${name} is not a valid proxy URL`, ja: `環境変数 ${name} はプロキシの URL として解釈できません` },
    { advice: { en: 'Write it as http://HOST:PORT.', ja: 'http://HOST:PORT の形で指定してください。' } },
  );
}

/** Encodes as AWS signatures require (RFC 3986): everything but letters, digits, `-`, `.`, `_` and `~`. */
function urlEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

async function* blocksOf(
  body: AsyncIterable<Buffer>,
  signal: AbortSignal,
  end: () => void,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw passing(cause, signal);
  } finally {
    end();
  }
}

async function textOf(blocks: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  const gathered: Uint8Array[] = [];
  let bytes = 0;
  for await (const block of blocks) {
    gathered.push(block);
    bytes += block.length;
    if (bytes > most) throw new PassingTrouble(`an answer of more than ${most} bytes`);
  }
  return Buffer.concat(gathered, bytes).toString('utf8');
}

/** Permanent failures: a different name, certificate or URL is needed. */
const LASTING =
  /^(?:ENOTFOUND|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_SSL_|ERR_INVALID_|UND_ERR_INVALID_)/;

const TOO_SLOW = 'no answer in time';

function passing(cause: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (cause instanceof ZenbunError || cause instanceof PassingTrouble) return cause;
  const { code, message } = cause as { code?: unknown; message?: string };
  const why = typeof code === 'string' ? code : '';
  if (LASTING.test(why)) return wrongEndpoint(cause);
  return new PassingTrouble(/_TIMEOUT$/.test(why) ? TOO_SLOW : why || message || String(cause), 0, cause);
}

function wrongEndpoint(cause: unknown): ZenbunError {
  const { code, message } = cause as { code?: string; message?: string };
  const why = message || code || String(cause);
  return new ZenbunError(
    'usage',
    { en: `Object storage cannot be reached: ${why}`, ja: `オブジェクトストレージに接続できません：${why}` },
    {
      advice: {
        en: 'Check AWS_ENDPOINT_URL, AWS_REGION and the proxy; NODE_EXTRA_CA_CERTS names the certificate of an authority of your own.',
        ja: 'AWS_ENDPOINT_URL、AWS_REGION、プロキシを確認してください。独自の認証局を使う場合は NODE_EXTRA_CA_CERTS に証明書を指定します。',
      },
      cause,
    },
  );
}
