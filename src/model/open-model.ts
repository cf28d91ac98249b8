import { anthropicMessages } from './anthropic-messages.ts';
import { chatCompletions } from './chat-completions.ts';
import { chatHost } from './chat-host.ts';
import type { Dialect } from './dialect.ts';
import { openGguf } from './gguf-model.ts';
import { HostPaces } from './host-pace.ts';
import { httpModel } from './http-model.ts';
import { loadLlamaRuntime } from './llama-runtime.ts';
import type { Model } from './model.ts';
import { formatModelId, parseModelId, type ServerModelId } from './model-id.ts';
import { isModerationModel, moderations } from './moderations.ts';
import { openPost } from './post.ts';
import { openReplay } from './replay-model.ts';
import { DEFAULT_LIMITS, type Surroundings } from './surroundings.ts';

/**
 * Opens a model by its id (see `parseModelId`). Nothing is sent before the first question. Throws `usage` for an id, key or
 * host that is wrong, and `not-found` or `unreadable` for a file.
 */
export async function openModel(id: string, surroundings: Surroundings): Promise<Model> {
  const parsed = parseModelId(id);
  const written = formatModelId(parsed);
  switch (parsed.provider) {
    case 'toy':
      return surroundings.toy(parsed.name);
    case 'replay':
      return openReplay(written, parsed.name, surroundings.logOf);
    case 'gguf':
      return openGguf(written, parsed.name, loadLlamaRuntime);
    default: {
      const { env, random, sleep, now, hosts = new HostPaces(MOST_ALONE, surroundings) } = surroundings;
      const limits = { ...DEFAULT_LIMITS, ...surroundings.limits };
      const host = chatHost(parsed, env);
      const { host: origin, hostname } = new URL(host.base);
      return httpModel({
        id: written,
        name: parsed.name,
        host,
        dialect: dialectOf(parsed, hostname),
        post: openPost(env, limits),
        pace: hosts.at(origin),
        patience: { ...limits, random, sleep },
        now,
      });
    }
  }
}

/** Requests at a time to a host whose pace nobody set. */
const MOST_ALONE = 1024;

function dialectOf({ provider, name }: ServerModelId, hostname: string): Dialect {
  if (provider === 'anthropic') return anthropicMessages;
  return isModerationModel(name) ? moderations : chatCompletions(hostname);
}
