import { ZenbunError } from '../errors.ts';

const PROVIDERS = ['openai', 'anthropic', 'ollama', 'gguf', 'replay', 'toy'] as const;

/** A model that is asked over HTTP. */
export type ServerModelId =
  | { readonly provider: 'openai' | 'anthropic' | 'ollama'; readonly name: string }
  /** Any OpenAI-compatible server; `base` is the URL before `/chat/completions`, without a slash at its end. */
  | { readonly provider: 'http'; readonly base: string; readonly name: string };

/** Where a model is and what it is called there. */
export type ModelId = ServerModelId | { readonly provider: 'gguf' | 'replay' | 'toy'; readonly name: string };

const NAMED = new RegExp(`^(${PROVIDERS.join('|')})[:/](.+)$`, 's');

/**
 * Reads `provider:NAME`, `provider/NAME` and `http(s)://host/v1#NAME`. Names may hold colons, slashes and number signs
 * (`openai:ft:gpt-4o:team::x`, `http://host/v1#org/name`). Throws `usage` for everything else, and for a URL that carries a key:
 * ids stand in reports.
 */
export function parseModelId(id: string): ModelId {
  const [, provider, name] = NAMED.exec(id) ?? [];
  if (provider !== undefined) return { provider, name } as ModelId;
  if (/^https?:\/\//i.test(id)) return parseServerId(id);
  const names = PROVIDERS.map((known) => `${known}:NAME`).join(', ');
  throw new ZenbunError(
    'usage',
    { en: `"${id}" is no model id`, ja: `「${id}」はモデルの指定として解釈できません` },
    {
      advice: {
        en: `Use ${names} or http(s)://host/v1#NAME.`,
        ja: `${names} または http(s)://host/v1#NAME の形で指定してください。`,
      },
    },
  );
}

/** The id in the form in which it is written into results. */
export function formatModelId(id: ModelId): string {
  return id.provider === 'http' ? `${id.base}#${id.name}` : `${id.provider}:${id.name}`;
}

function parseServerId(id: string): ModelId {
  const [before, name] = cut(id, '#');
  if (!URL.canParse(before))
    throw new ZenbunError('usage', { en: `"${before}" is no URL`, ja: `「${before}」は URL ではありません` });
  const url = new URL(before);
  if (url.username !== '' || url.password !== '' || url.search !== '') {
    throw new ZenbunError(
      'usage',
      {
        en: `the URL of a model may hold no user, password or query (${url.host})`,
        ja: `モデルの URL にユーザー名、パスワード、クエリは含められません（${url.host}）`,
      },
      {
        advice: { en: 'Put the key into ZENBUN_API_KEY.', ja: 'キーは ZENBUN_API_KEY に設定してください。' },
      },
    );
  }
  if (name === '') {
    throw new ZenbunError(
      'usage',
      { en: `${before} does not say which model`, ja: `${before} にモデル名がありません` },
      {
        advice: {
          en: `Write ${before}#NAME; ${withoutSlash(before)}/models lists the names of most servers.`,
          ja: `${before}#NAME の形で指定してください。多くのサーバーでは ${withoutSlash(before)}/models で名前を確認できます。`,
        },
      },
    );
  }
  return { provider: 'http', base: withoutSlash(url.href), name };
}

/** A URL without slashes at its end. */
export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function cut(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}
