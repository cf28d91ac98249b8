import type { Attempt } from './attempt.ts';
import type { ChatHost } from './chat-host.ts';
import type { Dialect } from './dialect.ts';
import type { Model, ModelAnswer } from './model.ts';
import type { Post } from './post.ts';
import { replyFailure } from './reply-failure.ts';
import { type Patience, retrying } from './retry.ts';

/** What a model behind a server is made of. */
export interface HttpModelParts {
  readonly id: string;
  /** The model's name on the server. */
  readonly name: string;
  readonly host: ChatHost;
  readonly dialect: Dialect;
  readonly post: Post;
  readonly patience: Patience;
  readonly now: () => number;
  readonly beforeSend: () => void;
}

/** A model behind a server: asks, reads, and asks again where that can help. */
export function httpModel({
  id,
  name,
  host: { base, key },
  dialect,
  post,
  patience,
  now,
  beforeSend,
}: HttpModelParts): Model {
  const url = `${base}${dialect.path}`;
  const { host } = new URL(base);
  const headers = dialect.headers(key);
  return {
    id,
    origin: host,
    ask: async (request, signal) => {
      const body = dialect.write(name, request);
      const attempt = async (): Promise<Attempt<ModelAnswer>> => {
        beforeSend();
        const posted = await post(url, headers, body, signal);
        if (posted.kind === 'failed') return posted;
        const reply = posted.value;
        const answer = reply.status < 300 || reply.status === 400 ? dialect.read(jsonOf(reply.body)) : null;
        return answer === null ? replyFailure(reply, { host, key, now: now() }) : { kind: 'done', value: answer };
      };
      return retrying(attempt, patience, signal);
    },
  };
}

/** undefined, which no server means, where it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
