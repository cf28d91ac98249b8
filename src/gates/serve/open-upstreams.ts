import { ZenbunError } from '../../errors.ts';
import type { Upstream } from '../../gateway/index.ts';
import { DEFAULT_UPSTREAM_TIMES, openUpstream } from '../../model/index.ts';
import { type SecretSource, secretOf } from '../secret-of.ts';
import type { UpstreamOption } from './serve-options.ts';

/** Open model servers by name. */
export interface OpenUpstreams {
  readonly byName: ReadonlyMap<string, Upstream>;
  close(): Promise<void>;
}

/** Opens all servers of a configuration; connections are made on demand. Throws `usage` for invalid settings. */
export function openUpstreams(options: Readonly<Record<string, UpstreamOption>>, env: SecretSource): OpenUpstreams {
  const opened = Object.entries(options).map(([name, option]) => {
    const { url, timeout, idleTimeout } = option;
    refuseUnclearUrl(`serve.upstreams.${name}.url`, url);
    const upstream = openUpstream({
      baseUrl: url,
      headers: keyHeaders(name, option, env),
      connectTimeoutMs: DEFAULT_UPSTREAM_TIMES.connectTimeoutMs,
      timeoutMs: timeout === undefined ? DEFAULT_UPSTREAM_TIMES.timeoutMs : timeout * 1000,
      idleTimeoutMs: idleTimeout === undefined ? DEFAULT_UPSTREAM_TIMES.idleTimeoutMs : idleTimeout * 1000,
    });
    return [name, upstream] as const;
  });
  return {
    byName: new Map(opened.map(([name, { send }]) => [name, send])),
    close: async () => void (await Promise.allSettled(opened.map(([, { close }]) => close()))),
  };
}

/** The path of an endpoint at the end of a URL: the gateway appends it itself. */
const ENDPOINT = /\/(?:chat\/completions|completions|responses|messages|models|embeddings)\/*$/;

/** Refuses the URL of a server if part of it would be lost or is probably a mistake. */
function refuseUnclearUrl(setting: string, url: string): void {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new ZenbunError('usage', {
      en: `${setting} is not an http(s) URL`,
      ja: `${setting} が http(s) の URL ではありません`,
    });
  const { username, password, pathname } = new URL(url);
  if (username !== '' || password !== '')
    throw new ZenbunError(
      'usage',
      { en: `${setting} holds a user or a password`, ja: `${setting} にユーザー名かパスワードが含まれています` },
      {
        advice: {
          en: 'Take it out of the URL, and say where the key is: key: env:NAME or file:PATH.',
          ja: 'URL から取り除き、キーのある場所を key: env:NAME か file:PATH で指定してください。',
        },
      },
    );
  const endpoint = ENDPOINT.exec(pathname)?.[0];
  if (endpoint !== undefined)
    throw new ZenbunError(
      'usage',
      {
        en: `${setting} ends in an endpoint (${endpoint})`,
        ja: `${setting} の末尾がエンドポイント（${endpoint}）になっています`,
      },
      {
        advice: {
          en: `Give the URL without ${endpoint}; the gateway appends the path of the endpoint that is asked.`,
          ja: `${endpoint} を除いた URL を指定してください。エンドポイントのパスはゲートウェイが付け加えます。`,
        },
      },
    );
}

/**
 * Returns the header that identifies us at a server. The key comes from the environment or a file, never from the
 * configuration itself.
 */
function keyHeaders(name: string, { key, keyHeader }: UpstreamOption, env: SecretSource): Record<string, string> {
  if (key === undefined) return {};
  const value = secretOf(`serve.upstreams.${name}.key`, key, env);
  const header = keyHeader?.toLowerCase() ?? 'authorization';
  return { [header]: header === 'authorization' ? `Bearer ${value}` : value };
}
