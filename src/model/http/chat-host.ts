import { ZenbunError } from '../../errors.ts';
import type { Environment } from '../environment.ts';
import { queryOf, type ServerModelId, withoutSlash } from '../model-id.ts';

/** The address and key for chat requests. */
export interface ChatHost {
  /** The URL before `/chat/completions` or `/messages`; it nearly always ends in `/v1`. */
  readonly base: string;
  /** Appended to the path of every request; nearly always ''. */
  readonly query: string;
  /** Empty if the server needs none. */
  readonly key: string;
}

type Env = Environment['env'];

/**
 * Finds the server of a model in the environment. A key is sent only to the host it belongs to: OPENAI_API_KEY to
 * api.openai.com or OPENAI_BASE_URL, AZURE_OPENAI_API_KEY to hosts under azure.com, ZENBUN_API_KEY to servers named by
 * URL. Throws `usage` if a vendor's key is missing or a host is not a URL.
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

/** Reports whether a host is one of Microsoft's own, which take keys in a special header. */
export const isAzure = (hostname: string): boolean => /(^|\.)azure\.com$/.test(hostname);

/** Reads a key. Files and secret stores often end in a line break, which is not allowed in a header. */
function keyIn(env: Env, variable: string): string {
  return env[variable]?.trim() ?? '';
}

/** Applies Ollama's own rule: scheme and port may be missing, and a listening address means this machine. */
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
