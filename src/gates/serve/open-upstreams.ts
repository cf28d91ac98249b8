import { ZenbunError } from '../../errors.ts';
import type { Upstream } from '../../gateway/index.ts';
import { DEFAULT_UPSTREAM_TIMES, openUpstream } from '../../model/index.ts';
import { keyAt } from '../key-place.ts';
import type { UpstreamOption } from './serve-options.ts';

/** Servers of models by name, open. */
export interface OpenUpstreams {
  readonly byName: ReadonlyMap<string, Upstream>;
  close(): Promise<void>;
}

type KeySource = Readonly<Record<string, string | undefined>>;

/** Opens all servers of a configuration; connections are made when they are needed. Throws `usage` for what cannot be meant. */
export function openUpstreams(options: Readonly<Record<string, UpstreamOption>>, env: KeySource): OpenUpstreams {
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
function keyHeaders(name: string, { key, keyHeader }: UpstreamOption, env: KeySource): Record<string, string> {
  if (key === undefined) return {};
  const found = keyAt(key, env);
  if (found === null)
    throw wrongKey(name, {
      en: 'must say where the key is, env:NAME or file:PATH; a key itself is refused',
      ja: 'には、キーのある場所を env:NAME か file:PATH で指定してください',
    });
  const { where, key: value } = found;
  if (value === '') throw wrongKey(name, { en: `${where} holds no key`, ja: `${where} にキーがありません` });
  if (/[^\x21-\x7e]/.test(value))
    throw wrongKey(name, {
      en: `what ${where} holds cannot be sent in a header`,
      ja: `${where} の内容はヘッダーで送信できません`,
    });
  const header = keyHeader?.toLowerCase() ?? 'authorization';
  return { [header]: header === 'authorization' ? `Bearer ${value}` : value };
}

const wrongKey = (name: string, { en, ja }: { en: string; ja: string }) =>
  new ZenbunError('usage', { en: `serve.upstreams.${name}.key: ${en}`, ja: `serve.upstreams.${name}.key：${ja}` });
