import { ZenbunError } from '../errors.ts';
import { NO_USAGE } from '../schema/index.ts';
import { type Attempt, inVain } from './attempt.ts';
import type { ChatHost } from './chat-host.ts';
import type { Dialect } from './dialect.ts';
import { jsonOf, wholeOfStream } from './event-stream.ts';
import { type Manner, mannerAfter, mannerCaveats, sentParts } from './manner.ts';
import type { Model, ModelAnswer, ModelRequest, Toll } from './model.ts';
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
}

/** A model behind a server: asks, reads, and asks again where that can help. */
export function httpModel({ id, name, host: { base, key }, dialect, post, patience, now }: HttpModelParts): Model {
  const url = `${base}${dialect.path}`;
  const { host } = new URL(base);
  const headers = dialect.headers(key);
  // What was found out of this server, for all questions after: a memory, not a setting.
  let manner = dialect.manner;
  const adapt = (used: Manner | null, refusal: string, request: ModelRequest): boolean => {
    // Another question may have found it out in the meantime.
    if (manner !== used) return true;
    const next = used === null ? null : mannerAfter(used, refusal, sentParts(request));
    if (next === null) return false;
    manner = next;
    return true;
  };
  return {
    id,
    origin: host,
    check: (request) => void dialect.write(name, request, manner),
    caveats: () => (manner === null ? [] : mannerCaveats(host, manner)),
    ask: async (request, signal, toll = FREE) => {
      const once = async (used: Manner | null): Promise<ModelAnswer | 'adapted'> => {
        const body = dialect.write(name, request, used);
        let isAdapted = false;
        const attempt = async (): Promise<Attempt<ModelAnswer>> => {
          await toll.send();
          let outcome: Parameters<Toll['settle']>[0] = signal.aborted ? 'refused' : 'lost';
          try {
            const posted = await post(url, headers, body, signal);
            if (posted.kind === 'failed') {
              if (posted.isUnsent) outcome = 'refused';
              return posted;
            }
            const reply = posted.value;
            const { status } = reply;
            const parsed = jsonOf(reply.body) ?? wholeOfStream(reply.body);
            const answer = status < 300 || status === 400 ? dialect.read(parsed) : null;
            if (answer !== null) outcome = answer;
            else if (status >= 300 && status < 500) outcome = 'refused';
            if (answer !== null) return { kind: 'done', value: answer };
            isAdapted = (status === 400 || status === 422) && adapt(used, reply.body, request);
            return isAdapted ? inVain(ADAPTED) : replyFailure(reply, { host, key, now: now() });
          } finally {
            toll.settle(outcome);
          }
        };
        return retrying(attempt, patience, signal).catch((error: unknown) => {
          if (isAdapted) return 'adapted' as const;
          throw error;
        });
      };
      for (;;) {
        const answer = await once(manner);
        if (answer !== 'adapted') return answer;
      }
    },
  };
}

/** Never told: the question is asked again in another manner. */
const ADAPTED = new ZenbunError('internal', { en: 'asked again in another manner', ja: '別の方法で再度質問します' });

/** For who does not count. */
const FREE: Toll = { send: async () => undefined, settle: () => undefined, used: NO_USAGE };
