import { ZenbunError } from '../../errors.ts';
import type { Environment } from '../environment.ts';
import { queryOf, type ServerModelId, withoutSlash } from '../model-id.ts';

/** Where chat requests go. */
export interface ChatHost {
  /** The URL before `/chat/completions` or `/messages`: ends in `/v1` nearly everywhere. */
  readonly base: string;
  /** Follows the path of every request; '' nearly everywhere. */
  readonly query: string;
  /** Empty where the server wants none. */
  readonly key: string;
}

type Env = Environment['env'];

/**
 * Finds the server of a model in the environment. A key goes only to the host that it belongs to: OPENAI_API_KEY to
 * api.openai.com or OPENAI_BASE_URL, AZURE_OPENAI_API_KEY to hosts under azure.com, ZENBUN_API_KEY to servers named by URL. Throws `usage` where a vendor's key is
 * missing or a host is no URL.
 */
export function chatHost(id: ServerModelId, env: Env): ChatHost {
  return { ...addressOf(id, env), query: queryOf(id) };
}

type ChatEndpoint = Pick<ChatHost, 'base' | 'key'>;

function addressOf(id: ServerModelId, env: Env): ChatEndpoint {
  switch (id.provider) {
    case 'http':
      return { base: id.base, key: keyFor(id.base, env) };
    case 'ollama':
      return { base: `${ollamaHost(env.OLLAMA_HOST ?? '')}/v1`, key: '' };
    case 'openai':
      return vendorHost(env, 'OPENAI', 'https://api.openai.com/v1');
    case 'anthropic': {
      const { base, key } = vendorHost(env, 'ANTHROPIC', 'https://api.anthropic.com');
      return { base: base.endsWith('/v1') ? base : `${base}/v1`, key };
    }
  }
}

function vendorHost(env: Env, vendor: 'OPENAI' | 'ANTHROPIC', own: string): ChatEndpoint {
  const named = env[`${vendor}_BASE_URL`] || own;
  const base = urlOf(named, `${vendor}_BASE_URL`);
  const key = keyIn(env, `${vendor}_API_KEY`);
  if (key === '' && base === own) {
    throw new ZenbunError(
      'usage',
      { en: `no API key for ${new URL(own).host}`, ja: `${new URL(own).host} のキーがありません` },
      {
        advice: {
          en: `Set ${vendor}_API_KEY in the environment or in .env.`,
          ja: `環境変数または .env に ${vendor}_API_KEY を設定してください。`,
        },
      },
    );
  }
  return { base, key };
}

function keyFor(base: string, env: Env): string {
  if (env.OPENAI_BASE_URL && base === withoutSlash(env.OPENAI_BASE_URL)) return keyIn(env, 'OPENAI_API_KEY');
  return (isAzure(new URL(base).hostname) && keyIn(env, 'AZURE_OPENAI_API_KEY')) || keyIn(env, 'ZENBUN_API_KEY');
}

/** Microsoft's own hosts, which take keys in a header of their own. */
export const isAzure = (hostname: string): boolean => /(^|\.)azure\.com$/.test(hostname);

/** Files and secret stores like to end in a line break, which no header may hold. */
function keyIn(env: Env, variable: string): string {
  return env[variable]?.trim() ?? '';
}

/** Ollama's own rule: scheme and port may be missing, and an address to listen on means this machine. */
function ollamaHost(host: string): string {
  const trimmed = host.trim();
  const named = trimmed === '' ? '127.0.0.1' : trimmed;
  const url = new URL(urlOf(/^https?:\/\//i.test(named) ? named : `http://${named}`, 'OLLAMA_HOST'));
  const saysPort = /:\d+(\/|$)/.test(named);
  if (!saysPort && url.protocol === 'http:') url.port = '11434';
  if (url.hostname === '0.0.0.0' || url.hostname === '[::]') url.hostname = '127.0.0.1';
  return withoutSlash(url.href);
}

function urlOf(text: string, variable: string): string {
  const base = withoutSlash(text.trim());
  if (/^https?:\/\//i.test(base) && URL.canParse(base)) return base;
  throw new ZenbunError('usage', {
    en: `${variable} is "${text}", which is not an http(s) URL`,
    ja: `${variable} の「${text}」は http(s) の URL ではありません`,
  });
}
