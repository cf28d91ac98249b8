import { Buffer } from 'node:buffer';
import { setMaxListeners } from 'node:events';
import { type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { ZenbunError } from '../../errors.ts';
import type { Message } from '../../schema/index.ts';
import type { Environment, HttpLimits } from '../environment.ts';
import { type Attempt, type Failed, inVain, worthRetrying } from './attempt.ts';
import { decompressed } from './decompressed.ts';

/** A complete reply over HTTP. */
export interface Reply {
  readonly status: number;
  /** Returns a header by its lower-case name; the first one if it occurs twice. */
  readonly header: (name: string) => string | undefined;
  readonly body: string;
}

/**
 * Sends JSON and reads the whole reply, whatever its status. Rejects with the signal's reason. A failed or lost
 * connection, a timeout, and a reply that is too large are returned as failures. Redirects are not followed, because
 * they would pass on the key.
 */
export type Post = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
  signal: AbortSignal,
) => Promise<Attempt<Reply>>;

/**
 * Returns a `Post` that uses kept-alive connections through the environment's proxies. Idle connections do not keep the
 * process alive. Throws `usage` if a proxy is not a URL.
 */
export function openPost(env: Environment['env'], limits: HttpLimits): Post {
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: proxyOf('HTTP_PROXY', env),
    httpsProxy: proxyOf('HTTPS_PROXY', env),
    noProxy: env.no_proxy || env.NO_PROXY || LOOPBACK,
    connect: { timeout: limits.connect },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return async (url, headers, body, signal) => {
    signal.throwIfAborted();
    const { host } = new URL(url);
    const call = new AbortController();
    const leave = () => call.abort();
    const timer = setTimeout(leave, limits.total);
    // One signal ends a whole run, so any number of calls may listen to it.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', leave);
    try {
      const sent = { 'content-type': 'application/json', accept: 'application/json', ...headers };
      const response = await request(url, {
        dispatcher,
        method: 'POST',
        headers: sent,
        body: JSON.stringify(body),
        signal: call.signal,
      });
      return await readReply(response, host, limits.body);
    } catch (cause) {
      signal.throwIfAborted();
      return call.signal.aborted ? inVain(tooSlow(host, limits.total)) : connectionFailure(url, cause, env);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    }
  };
}

/** Default for NO_PROXY: no proxy is used between a machine and itself. */
const LOOPBACK = 'localhost,127.0.0.1,[::1]';

/** Returns '' rather than undefined if there is no proxy, so that only the environment passed in counts. */
function proxyOf(variable: 'HTTP_PROXY' | 'HTTPS_PROXY', env: Environment['env']): string {
  const proxy = env[variable.toLowerCase()] || env[variable] || '';
  if (proxy === '' || (/^https?:\/\//i.test(proxy) && URL.canParse(proxy))) return proxy;
  // Not quoted, because proxy URLs may contain a password.
  throw new ZenbunError('usage', {
    en: `${variable} is not an http(s) URL`,
    ja: `${variable} が http(s) の URL ではありません`,
  });
}

async function readReply(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  host: string,
  most: number,
): Promise<Attempt<Reply>> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop destroys the stream, and with it the connection.
  for await (const piece of body as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > most) return inVain(tooMuch(host, most));
    pieces.push(piece);
  }
  const header = (name: string) => [headers[name]].flat()[0];
  const encodings = [headers['content-encoding'] ?? []].flat().join(',');
  const plain = await decompressed(Buffer.concat(pieces), encodings, most);
  if (plain === 'too-much') return inVain(tooMuch(host, most));
  // A body that was cut off on its way may arrive whole the next time.
  if (plain === 'damaged') return worthRetrying(notUnpacked(host, encodings));
  if (plain === 'unknown') return inVain(notUnpacked(host, encodings));
  return { kind: 'done', value: { status: statusCode, header, body: plain.toString('utf8') } };
}

const notUnpacked = (host: string, encodings: string) =>
  new ZenbunError('upstream', {
    en: `${host} sent its answer compressed (${encodings}), and it could not be decompressed`,
    ja: `${host} の回答は圧縮されており（${encodings}）、展開できませんでした`,
  });

const tooMuch = (host: string, most: number) =>
  new ZenbunError('upstream', {
    en: `${host} sent more than ${most} bytes for one answer`,
    ja: `${host} が 1 件の回答として ${most} バイトを超えるデータを送信しました`,
  });

const tooSlow = (host: string, total: number) =>
  new ZenbunError(
    'upstream',
    {
      en: `${host} did not finish its answer in ${total / 1000} s`,
      ja: `${host} の回答が ${total / 1000} 秒以内に終わりませんでした`,
    },
    {
      advice: {
        en: 'Ask for shorter answers, send fewer requests at a time, or allow more time (--timeout).',
        ja: '回答を短くするか、同時リクエスト数を減らすか、待ち時間を延ばしてください（--timeout）。',
      },
    },
  );

/** Permanent failures: the name is wrong, or the server is not the one that was named. */
const LASTING =
  /^(ENOTFOUND|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_SSL_|ERR_INVALID_|UND_ERR_INVALID_)/;

/** Failures before a request could be sent. */
const UNSENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|UND_ERR_INVALID_|ERR_INVALID_|ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** This machine does not trust the server's certificate. */
const UNTRUSTED = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

const CHECK_SERVER: Message = {
  en: 'Check that the server is running and that host and port are correct.',
  ja: 'サーバーが起動しているか、ホストとポートが正しいかを確認してください。',
};
const checkProxy = (variable: string): Message => ({
  en: `Check that the server is running and that ${variable} is correct. NO_PROXY lists the hosts to reach without the proxy.`,
  ja: `サーバーが起動しているか、${variable} が正しいかを確認してください。プロキシを通さないホストは NO_PROXY に列挙します。`,
});

function connectionFailure(url: string, cause: unknown, env: Environment['env']): Failed {
  const { host, protocol } = new URL(url);
  const { code = '', message = String(cause) } = cause as { code?: string; message?: string };
  if (UNTRUSTED.test(code)) {
    const untrusted = new ZenbunError(
      'usage',
      {
        en: `${host} has a certificate that is not trusted: ${message || code}`,
        ja: `${host} の証明書を信頼できません：${message || code}`,
      },
      {
        advice: {
          en: 'Set NODE_EXTRA_CA_CERTS to the PEM file of the certificate, or of the authority that signed it.',
          ja: 'NODE_EXTRA_CA_CERTS に、証明書（PEM）または発行した認証局の証明書のファイルを設定してください。',
        },
        cause,
      },
    );
    return { ...inVain(untrusted), isUnsent: true };
  }
  const variable = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const isProxied = proxyOf(variable, env) !== '';
  const error = new ZenbunError(
    'upstream',
    { en: `${host} cannot be reached: ${message || code}`, ja: `${host} に接続できません：${message || code}` },
    {
      advice: isProxied ? checkProxy(variable) : CHECK_SERVER,
      cause,
    },
  );
  const attempt = LASTING.test(code) ? inVain(error) : worthRetrying(error);
  return UNSENT.test(code) ? { ...attempt, isUnsent: true } : attempt;
}
