import { anthropicMessages } from './dialects/anthropic-messages.ts';
import { chatCompletions } from './dialects/chat-completions.ts';
import { completions } from './dialects/completions.ts';
import { isModerationModel, moderations } from './dialects/moderations.ts';
import { DEFAULT_LIMITS, type Environment } from './environment.ts';
import { chatHost } from './http/chat-host.ts';
import type { Dialect } from './http/dialect.ts';
import { HostPaces } from './http/host-pace.ts';
import { httpModel } from './http/http-model.ts';
import { openPost } from './http/post.ts';
import { openGguf } from './local/gguf-model.ts';
import { loadLlamaRuntime } from './local/llama-runtime.ts';
import type { Model } from './model.ts';
import { formatModelId, parseModelId, type ServerModelId } from './model-id.ts';
import { openReplay } from './recorded/replay-model.ts';

/**
 * Opens a model by its id (see `parseModelId`). Nothing is sent before the first question. Throws `usage` for an
 * invalid id, key or host, and `not-found` or `unreadable` for a file.
 *
 * @param endpoint of OpenAI-compatible servers: `chat` goes through the model's chat template, `completion` sends the
 * bare text of one turn
 */
export async function openModel(
  id: string,
  environment: Environment,
  endpoint: 'chat' | 'completion' = 'chat',
): Promise<Model> {
  const parsed = parseModelId(id);
  const written = formatModelId(parsed);
  switch (parsed.provider) {
    case 'toy':
      return environment.toy(parsed.name);
    case 'replay':
      return openReplay(written, parsed.name, environment.logOf);
    case 'gguf':
      return openGguf(written, parsed.name, loadLlamaRuntime);
    default: {
      const { env, random, sleep, now, hosts = new HostPaces(MOST_ALONE, environment) } = environment;
      const limits = { ...DEFAULT_LIMITS, ...environment.limits };
      const host = chatHost(parsed, env);
      const { host: origin, hostname } = new URL(host.base);
      return httpModel({
        id: written,
        name: parsed.name,
        host,
        dialect: dialectOf(parsed, hostname, endpoint),
        post: openPost(env, limits),
        pace: hosts.at(origin),
        patience: { ...limits, random, sleep },
        now,
      });
    }
  }
}

/** Number of concurrent requests to a host if the caller set no pace. */
const MOST_ALONE = 1024;

function dialectOf({ provider, name }: ServerModelId, hostname: string, endpoint: 'chat' | 'completion'): Dialect {
  if (provider === 'anthropic') return anthropicMessages;
  if (isModerationModel(name)) return moderations;
  return endpoint === 'chat' ? chatCompletions(hostname) : completions(hostname);
}
