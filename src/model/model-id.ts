import { ZenbunError } from '../errors.ts';

const PROVIDERS = ['openai', 'anthropic', 'ollama', 'gguf', 'replay', 'toy'] as const;

/** A model that is asked over HTTP. */
export type ServerModelId =
  | { readonly provider: 'openai' | 'anthropic' | 'ollama'; readonly name: string }
  | {
      /** Any OpenAI-compatible server. */
      readonly provider: 'http';
      /** The URL before `/chat/completions`, without a query or a trailing slash. */
      readonly base: string;
      readonly name: string;
      /** Azure's `api-version`, sent with every request; absent if the id has none. */
      readonly apiVersion?: string;
    };

/** The location of a model and its name there. */
export type ModelId = ServerModelId | { readonly provider: 'gguf' | 'replay' | 'toy'; readonly name: string };

const NAMED = new RegExp(`^(${PROVIDERS.join('|')})[:/](.+)$`, 's');

/**
 * Parses `provider:NAME`, `provider/NAME` and `http(s)://host/v1#NAME`. Names may contain colons, slashes and number
 * signs (`openai:ft:gpt-4o:team::x`, `http://host/v1#org/name`). A URL may have one query parameter, Azure's
 * `api-version`. Throws `usage` for everything else, including a URL that could carry a key, because ids appear in
 * reports.
 */
export function parseModelId(id: string): ModelId {
  const [, provider, name] = NAMED.exec(id) ?? [];
  if (provider !== undefined) return { provider, name } as ModelId;
  if (/^https?:\/\//i.test(id)) return parseServerId(id);
  const names = PROVIDERS.map((known) => `${known}:NAME`).join(', ');
  throw new ZenbunError(
    'usage',
    { en: `"${id}" is not a model ID`, ja: `「${id}」はモデルの指定として解釈できません` },
    {
      advice: {
        en: `Use ${names} or http(s)://host/v1#NAME.`,
        ja: `${names} または http(s)://host/v1#NAME の形で指定してください。`,
      },
    },
  );
}

/** Formats an id the way it is written into results. */
export function formatModelId(id: ModelId): string {
  return id.provider === 'http' ? `${id.base}${queryOf(id)}#${id.name}` : `${id.provider}:${id.name}`;
}

/** Returns the query sent with every request, including its question mark, or '' if there is none. */
export function queryOf(id: ServerModelId): string {
  return id.provider === 'http' && id.apiVersion !== undefined ? `?${API_VERSION}=${id.apiVersion}` : '';
}

const API_VERSION = 'api-version';
/** `2024-10-21`, `2025-04-01-preview`, `preview`. */
const VERSION = /^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/;

function parseServerId(id: string): ModelId {
  const [before, name] = cut(id, '#');
  if (!URL.canParse(before))
    throw new ZenbunError('usage', { en: `"${before}" is not a URL`, ja: `「${before}」は URL ではありません` });
  const url = new URL(before);
  const [query, ...others] = [...url.searchParams];
  const isVersion = query !== undefined && others.length === 0 && query[0] === API_VERSION && VERSION.test(query[1]);
  if (url.username !== '' || url.password !== '' || (url.search !== '' && !isVersion)) {
    throw new ZenbunError(
      'usage',
      {
        en: `a model URL must not contain a user, password or query (${url.host})`,
        ja: `モデルの URL にユーザー名、パスワード、クエリは含められません（${url.host}）`,
      },
      {
        advice: {
          en: `Put the key into ZENBUN_API_KEY. The only query parameter allowed is ${API_VERSION}.`,
          ja: `キーは ZENBUN_API_KEY に設定してください。クエリに指定できるのは ${API_VERSION} だけです。`,
        },
      },
    );
  }
  url.search = '';
  const base = withoutSlash(url.href);
  if (name === '') {
    throw new ZenbunError(
      'usage',
      { en: `${before} does not specify a model`, ja: `${before} にモデル名がありません` },
      {
        advice: {
          en: `Write ${before}#NAME; ${base}/models lists the names on most servers.`,
          ja: `${before}#NAME の形で指定してください。多くのサーバーでは ${base}/models で名前を確認できます。`,
        },
      },
    );
  }
  return { provider: 'http', base, name, ...(isVersion ? { apiVersion: query[1] } : {}) };
}

/** Removes trailing slashes from a URL. */
export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function cut(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}
