import { ZenbunError } from '../../errors.ts';
import type { Upstream } from '../../gateway/index.ts';
import { DEFAULT_UPSTREAM_TIMES, openUpstream } from '../../model/index.ts';
import { type SecretSource, secretOf } from '../secret-of.ts';
import type { UpstreamOption } from './serve-options.ts';

/** Servers of models by name, open. */
export interface OpenUpstreams {
  readonly byName: ReadonlyMap<string, Upstream>;
  close(): Promise<void>;
}

/** Opens all servers of a configuration; connections are made when they are needed. Throws `usage` for what cannot be meant. */
export function openUpstreams(options: Readonly<Record<string, UpstreamOption>>, env: SecretSource): OpenUpstreams {
  const opened = Object.entries(options).map(([name, option]) => {
    const { url, timeout, idleTimeout } = option;
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
      throw new ZenbunError('usage', {
        en: `serve.upstreams.${name}.url is not an http(s) URL`,
        ja: `serve.upstreams.${name}.url が http(s) の URL ではありません`,
      });
    const upstream = openUpstream({
      baseUrl: url,
      headers: keyHeaders(name, option, env),
      connectTimeoutMs: DEFAULT_UPSTREAM_TIMES.connectTimeoutMs,
      headersTimeoutMs: timeout === undefined ? DEFAULT_UPSTREAM_TIMES.headersTimeoutMs : timeout * 1000,
      idleTimeoutMs: idleTimeout === undefined ? DEFAULT_UPSTREAM_TIMES.idleTimeoutMs : idleTimeout * 1000,
    });
    return [name, upstream] as const;
  });
  return {
    byName: new Map(opened.map(([name, { send }]) => [name, send])),
    close: async () => void (await Promise.allSettled(opened.map(([, { close }]) => close()))),
  };
}

/** The header that identifies us at a server. The key comes from the environment or a file, never from the configuration itself. */
function keyHeaders(name: string, { key, keyHeader }: UpstreamOption, env: SecretSource): Record<string, string> {
  if (key === undefined) return {};
  const value = secretOf(`serve.upstreams.${name}.key`, key, env);
  const header = keyHeader?.toLowerCase() ?? 'authorization';
  return { [header]: header === 'authorization' ? `Bearer ${value}` : value };
}
